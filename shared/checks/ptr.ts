/** The reverse DNS of every address among the targets, all at once; a domain has none, so it yields no findings. */

import type { ElasticIp } from '../model/target.ts';
import { type Ec2Record, judgeReverse } from '../ptr/judge.ts';
import { lookupReverse } from '../ptr/lookup.ts';
import type { Check } from './check.ts';

export const ptrCheck: Check = {
  id: 'ptr',
  run: (targets, { resolver }) =>
    Promise.all(
      targets.map(async (target) => {
        if (target.kind === 'domain') return { target, findings: [] };
        const lookup = await lookupReverse(target.address, target.helo, resolver);
        return { target, findings: judgeReverse(target, lookup, recordOf(target.elasticIp)) };
      }),
    ),
};

/** Nothing where EC2 was not looked at: then it cannot differ. */
const recordOf = ({ recordedPtr = null, wantedPtr }: Partial<ElasticIp> = {}): Ec2Record => ({
  ptrRecord: recordedPtr,
  ...(wantedPtr === undefined ? {} : { wanted: wantedPtr }),
});
