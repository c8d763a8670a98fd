/** The reverse DNS of every address among the targets, all at once; a domain has none, so it yields no findings. */
import { defined } from '../model/defined.ts';
import { type Fleet, fleetOf, joinedFleet, NO_FLEET } from '../model/fleet.ts';
import type { ElasticIp } from '../model/target.ts';
import { type Ec2Record, judgeReverse } from '../ptr/judge-reverse.ts';
import { lookupReverse } from '../ptr/lookup.ts';
import { needsName, proposeName } from '../ptr/naming.ts';
import type { Check } from './check.ts';

/** `fleet`: senders beside those that are looked at. No two of them are to be proposed the same name. */
export const createPtrCheck = (fleet: Fleet = NO_FLEET): Check => ({
  id: 'ptr',
  run: (targets, { resolver }) => {
    const everybody = joinedFleet(fleet, fleetOf(targets));
    return Promise.all(
      targets.map(async (target) => {
        if (target.kind === 'domain') return { target, findings: [] };
        const lookup = await lookupReverse(target.address, target.helo, resolver);
        const name = needsName(lookup) ? await proposeName(target, everybody, resolver) : null;
        return { target, findings: judgeReverse(target, lookup, { recorded: recordOf(target.elasticIp), name }) };
      }),
    );
  },
});

export const ptrCheck: Check = createPtrCheck();

/** Nothing where EC2 was not looked at: then it cannot differ. */
const recordOf = ({ recordedPtr = null, wantedPtr }: Partial<ElasticIp> = {}): Ec2Record => ({
  ptrRecord: recordedPtr,
  ...defined({ wanted: wantedPtr }),
});
