/**
 * A connection that did not come about, as a finding. What we could not reach from here is not down: only an open refusal
 * on a port that networks do not filter says something about the server.
 */

import { defined } from '../../model/defined.ts';
import type { Evidence, Status } from '../../model/finding.ts';
import { type Text, untranslated } from '../../model/language.ts';
import { serverText } from '../../model/server.ts';
import type { Endpoint, StreamFailure } from '../../net/port.ts';
import type { FindingDraft } from '../core/command.ts';
import type { ConnectingCommand } from '../core/findings.ts';

const SMTP = 25;

type Way = {
  readonly when: (to: Endpoint, failure: StreamFailure) => boolean;
  readonly what: 'not-connected' | 'port-25' | 'closed' | 'no-tls' | 'unreachable';
  readonly status: (failure: StreamFailure) => Status;
  readonly summary: (place: string, failure: StreamFailure) => Text;
  readonly text: string;
  readonly url?: string;
};

const UNKNOWN = (): Status => 'unknown';

/** The first one that fits, else `NO_WAY`. */
const WAYS: readonly Way[] = [
  {
    when: (_, { reason }) => reason === 'refused',
    what: 'not-connected',
    status: UNKNOWN,
    summary: (place, { detail }) => untranslated(`nothing was sent to ${place}: ${detail}`),
    text: 'Lookups connect to public addresses only, and to known ports. Other ports can be allowed in the settings (lookups.ports).',
  },
  {
    when: ({ port }, { reason }) => port === SMTP && reason !== 'closed',
    what: 'port-25',
    status: UNKNOWN,
    summary: (place, { detail }) =>
      untranslated(
        `no connection to ${place} from here (${detail}). Outbound port 25 is blocked in most clouds, in Lambda outside a VPC, and by most providers at home, so this says nothing about the server`,
      ),
    text: 'Repeat it from a network whose port 25 is open (on EC2: ask for the removal of the limit), or look at port 587 or 465.',
    url: 'https://repost.aws/knowledge-center/ec2-port-25-throttle',
  },
  {
    when: (_, { detail }) => detail === 'ECONNREFUSED',
    what: 'closed',
    status: () => 'fail',
    summary: (place) => untranslated(`nothing listens at ${place} (connection refused)`),
    text: 'Start the service, or open the port in the firewall (on EC2: in the security group).',
  },
  {
    when: (_, { reason }) => reason === 'tls',
    what: 'no-tls',
    // A reset may come from a firewall on the way; what is no handshake, or refuses ours, the server said itself.
    status: ({ detail }) => (/^(EPROTO|ERR_)/.test(detail) ? 'fail' : 'unknown'),
    summary: (place, { detail }) =>
      untranslated(`${place} takes the connection, and no TLS session comes about: ${detail}`),
    text: 'See whether the server speaks TLS 1.2 or 1.3 on this port; its own log says why it refused.',
  },
];

const NO_WAY: Omit<Way, 'when'> = {
  what: 'unreachable',
  status: UNKNOWN,
  summary: (place, { detail }) => untranslated(`${place} could not be reached from here: ${detail}`),
  text: 'Repeat it from another network: a firewall on the way drops packets in silence, so this alone does not prove that the server is down.',
};

export function unreached(
  command: ConnectingCommand,
  to: Endpoint,
  failure: StreamFailure,
  evidence: Evidence,
): FindingDraft {
  const { what, status, summary, text, url } = WAYS.find(({ when }) => when(to, failure)) ?? NO_WAY;
  const place = serverText(to);
  return {
    subject: place,
    id: `${command}.${what}`,
    status: status(failure),
    summary: summary(place, failure),
    evidence: [evidence],
    remedy: { text, ...defined({ url }) },
  };
}

/** This machine has no way there: true of every IPv6 address where there is no IPv6, and no news about a server. */
export const hasNoRoute = ({ detail }: StreamFailure): boolean =>
  detail === 'ENETUNREACH' || detail === 'EADDRNOTAVAIL';
