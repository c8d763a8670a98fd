/**
 * A connection that did not come about, as a finding. What we could not reach from here is not down: only an open refusal
 * on a port that networks do not filter says something about the server.
 */

import type { Evidence, Status } from '../../model/finding.ts';
import type { Text } from '../../model/language.ts';
import { serverText } from '../../model/server.ts';
import type { Endpoint, StreamFailure } from '../../net/port.ts';
import { failureInWords } from '../../net/words.ts';
import type { FindingDraft } from '../core/command.ts';
import type { ConnectingCommand } from '../core/findings.ts';
import type { LookupRemedy } from '../remedies/index.ts';
import { noTls, nothingListens, nothingSent, notReached, portTwentyFive } from './words.ts';

const SMTP = 25;

type Way = {
  readonly when: (to: Endpoint, failure: StreamFailure) => boolean;
  readonly what: 'not-connected' | 'port-25' | 'closed' | 'no-tls' | 'unreachable';
  readonly status: (failure: StreamFailure) => Status;
  readonly summary: (place: string, why: Text) => Text;
  readonly remedy: LookupRemedy;
};

const UNKNOWN = (): Status => 'unknown';

/** The first one that fits, else `NO_WAY`. */
const WAYS: readonly Way[] = [
  {
    when: (_, { reason }) => reason === 'refused',
    what: 'not-connected',
    status: UNKNOWN,
    summary: nothingSent,
    remedy: { id: 'reach.allow-port', with: {} },
  },
  {
    when: ({ port }, { reason }) => port === SMTP && reason !== 'closed',
    what: 'port-25',
    status: UNKNOWN,
    summary: portTwentyFive,
    remedy: { id: 'reach.port-25', with: { url: 'https://repost.aws/knowledge-center/ec2-port-25-throttle' } },
  },
  {
    when: (_, { detail }) => detail.en === 'ECONNREFUSED',
    what: 'closed',
    status: () => 'fail',
    summary: nothingListens,
    remedy: { id: 'reach.start-service', with: {} },
  },
  {
    when: (_, { reason }) => reason === 'tls',
    what: 'no-tls',
    // A firewall on the way can reset a connection. What is not a handshake, or refuses ours, comes from the server itself.
    status: ({ detail }) => (/^(EPROTO|ERR_)/.test(detail.en) ? 'fail' : 'unknown'),
    summary: noTls,
    remedy: { id: 'reach.tls-versions', with: {} },
  },
];

const NO_WAY: Omit<Way, 'when'> = {
  what: 'unreachable',
  status: UNKNOWN,
  summary: notReached,
  remedy: { id: 'reach.other-network', with: {} },
};

export function unreached(
  command: ConnectingCommand,
  to: Endpoint,
  failure: StreamFailure,
  evidence: Evidence,
): FindingDraft {
  const { what, status, summary, remedy } = WAYS.find(({ when }) => when(to, failure)) ?? NO_WAY;
  const place = serverText(to);
  return {
    subject: place,
    id: `${command}.${what}`,
    status: status(failure),
    summary: summary(place, failureInWords(failure.detail)),
    evidence: [evidence],
    remedy,
  };
}

/** This machine has no way there, as to every IPv6 address where it has no IPv6. That says nothing about a server. */
export const hasNoRoute = ({ detail }: StreamFailure): boolean =>
  detail.en === 'ENETUNREACH' || detail.en === 'EADDRNOTAVAIL';
