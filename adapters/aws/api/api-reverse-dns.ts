/** Reverse names for the API: what is there is looked at here (EC2's client loads for that), jobs go on in a state machine. */
import type { ReverseDnsPort } from '../../../shared/http/ports.ts';
import { defined } from '../../../shared/model/defined.ts';
import { readReverseDns } from '../../../shared/reverse-dns/read-current.ts';
import { systemClock } from '../../local/clock.ts';
import { provenDns } from '../../local/dns.ts';
import { deploymentHome, type Environment } from '../settings/environment.ts';
import { readDeployed } from '../settings/settings-file.ts';
import { jobsIn, startOnMachine } from '../table/reverse-dns-jobs.ts';
import { openTable } from '../table/table.ts';

/** API Gateway gives up after 30 s. */
const LOOK_MS = 15_000;

export function apiReverseDns(environment: Environment): ReverseDnsPort {
  const table = openTable({ name: environment.table, clock: systemClock });
  const machine = { arn: environment.reverseDnsMachine, table, clock: systemClock };
  const { aws, resolvers } = readDeployed(environment.settingsFolder);
  return {
    job: jobsIn(table, systemClock).read,
    // Without a zone to write, the function has no right to write either.
    start: (wish) => startOnMachine({ ...wish, touchZones: (aws?.zones ?? []).length > 0, needsTag: true }, machine),
    readReverseName: async (address) => {
      const { openAccount } = await import('../account/account-ports.ts');
      const { region: home, account } = deploymentHome(environment);
      const { elasticIps, close } = await openAccount({ home, account, regions: aws?.regions });
      const dns = provenDns({
        commandMs: LOOK_MS,
        ...defined({ servers: resolvers.length === 0 ? undefined : resolvers }),
      });
      try {
        return await readReverseDns(address, { elasticIps, resolver: dns });
      } finally {
        dns.close();
        close();
      }
    },
  };
}
