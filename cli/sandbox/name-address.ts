/** The story of one address: it has Amazon's default reverse name, and gets its own by the same machine as on AWS. */
import { systemClock } from '../../adapters/local/clock.ts';
import type { Runtime } from '../../adapters/runtime.ts';
import type { Clock } from '../../shared/model/clock.ts';
import { MINUTE } from '../../shared/model/duration.ts';
import type { Language } from '../../shared/model/language.ts';
import { count } from '../../shared/model/text.ts';
import { advance } from '../../shared/reverse-dns/advance.ts';
import type { Ports } from '../../shared/reverse-dns/ports.ts';
import { type JobView, jobView } from '../../shared/reverse-dns/view.ts';
import { begin } from '../../shared/reverse-dns/wish.ts';
import { follow } from '../reverse-dns/follow.ts';
import type { Terminal } from '../terminal.ts';
import { ending, title } from '../views/reverse-dns-job.ts';
import type { SandboxAws } from './aws.ts';
import type { DnsServer } from './dns-server.ts';

export const NAMELESS = '203.0.113.12';
const HOSTNAME = 'mail2.example.com';

const TOOK: Readonly<Record<Language, (minutes: number) => string>> = {
  en: (minutes) => `It took ${count(minutes, 'minute')} of the sandbox's clock.`,
  ko: (minutes) => `모의 환경의 시계로 ${minutes}분이 걸렸습니다.`,
};

type Place = { readonly server: DnsServer; readonly jump: (ms: number) => void; readonly terminal: Terminal };

/** On a clock on which minutes pass at once. */
export async function nameAddress(
  aws: SandboxAws,
  { checkPorts }: Runtime,
  { server, jump, terminal }: Place,
): Promise<void> {
  const clock: Clock = {
    ...checkPorts.clock,
    after: (ms, task) => {
      jump(ms);
      return systemClock.after(0, task);
    },
  };
  const ports: Ports = { ...aws, resolver: checkPorts.resolver, nameServerPort: server.port, clock, log: () => {} };
  const consents = { mayReplace: [], mayMerge: false, touchZones: true, needsTag: true };
  let state = begin({ address: NAMELESS, hostname: HOSTNAME, caller: 'sandbox', ...consents }, clock);
  terminal.print(title(jobView(state), terminal));
  const advanceJob = async (): Promise<JobView> => {
    state = await advance(state, ports);
    return jobView(state);
  };
  const { job, isStopped } = await follow({ readJob: advanceJob, clock, terminal, isShown: true });
  for (const line of ending(job, isStopped, terminal)) terminal.print(line);
  const minutes = Math.ceil((clock.now() - Date.parse(job.startedAt)) / MINUTE);
  terminal.print(TOOK[terminal.language](minutes));
}
