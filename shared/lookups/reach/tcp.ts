/** How long a TCP connection to each address of a host takes. */
import { type HostAndPort, hostAddresses, placeText, readPlace } from '../core/argument.ts';
import { command, type FindingDraft, type LookupOutcome, type LookupPorts } from '../core/command.ts';
import { type Knock, knockAll } from './knock.ts';
import { hasNoRoute, unreached } from './unreached.ts';
import { acceptedIn } from './words.ts';

export const tcp = command<HostAndPort>(
  {
    name: 'tcp',
    example: 'tcp:mail.example.com:587',
    about: { en: 'how long a connection to host:port takes', ko: '호스트:포트에 연결되기까지 걸리는 시간' },
  },
  (text) => readPlace(text, null),
  placeText,
  connectTo,
  ({ host }) => hostAddresses(host),
);

async function connectTo(place: HostAndPort, ports: LookupPorts): Promise<LookupOutcome> {
  const { knocks, drafts } = await knockAll(place, 'tcp', ports);
  return { records: knocks.map(({ row }) => row), drafts: [...drafts, ...judgeKnocks(knocks)] };
}

function judgeKnocks(knocks: readonly Knock[]): readonly FindingDraft[] {
  const informative = knocks.filter(({ failure }) => failure === null || !hasNoRoute(failure));
  return (informative.length > 0 ? informative : knocks).map(({ to, failure, ms, evidence }) =>
    failure === null
      ? {
          id: 'tcp.open',
          status: 'pass',
          subject: evidence.question,
          evidence: [evidence],
          summary: acceptedIn(evidence.question, Math.round(ms)),
        }
      : unreached('tcp', to, failure, evidence),
  );
}
