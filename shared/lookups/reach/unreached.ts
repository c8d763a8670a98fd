/**
 * A connection that did not come about, as a finding. What we could not reach from here is not down: only an open refusal
 * on a port that networks do not filter says something about the server.
 */
import type { Evidence } from '../../model/finding.ts';
import { serverText } from '../../model/server.ts';
import type { Endpoint, StreamFailure } from '../../net/port.ts';
import type { FindingDraft } from '../core/command.ts';
import type { ConnectingCommand } from '../core/findings.ts';

const SMTP = 25;

export function unreached(
  command: ConnectingCommand,
  to: Endpoint,
  { reason, detail }: StreamFailure,
  evidence: Evidence,
): FindingDraft {
  const place = serverText(to);
  const about = { subject: place, evidence: [evidence] };
  if (reason === 'refused')
    return {
      ...about,
      id: `${command}.not-connected`,
      status: 'unknown',
      summary: `nothing was sent to ${place}: ${detail}`,
      remedy: {
        text: 'Lookups connect to public addresses only, and to known ports. Other ports can be allowed in the settings (lookups.ports).',
      },
    };
  if (to.port === SMTP && reason !== 'closed')
    return {
      ...about,
      id: `${command}.port-25`,
      status: 'unknown',
      summary: `no connection to ${place} from here (${detail}). Outbound port 25 is blocked in most clouds, in Lambda outside a VPC, and by most providers at home, so this says nothing about the server`,
      remedy: {
        text: 'Repeat it from a network whose port 25 is open (on EC2: ask for the removal of the limit), or look at port 587 or 465.',
        url: 'https://repost.aws/knowledge-center/ec2-port-25-throttle',
      },
    };
  if (detail === 'ECONNREFUSED')
    return {
      ...about,
      id: `${command}.closed`,
      status: 'fail',
      summary: `nothing listens at ${place} (connection refused)`,
      remedy: { text: 'Start the service, or open the port in the firewall (on EC2: in the security group).' },
    };
  if (reason === 'tls')
    return {
      ...about,
      id: `${command}.no-tls`,
      // A reset may come from a firewall on the way; what is no handshake, or refuses ours, the server said itself.
      status: /^(EPROTO|ERR_)/.test(detail) ? 'fail' : 'unknown',
      summary: `${place} takes the connection, and no TLS session comes about: ${detail}`,
      remedy: { text: 'See whether the server speaks TLS 1.2 or 1.3 on this port; its own log says why it refused.' },
    };
  return {
    ...about,
    id: `${command}.unreachable`,
    status: 'unknown',
    summary: `${place} could not be reached from here: ${detail}`,
    remedy: {
      text: 'Repeat it from another network: a firewall on the way drops packets in silence, so this alone does not prove that the server is down.',
    },
  };
}

/** This machine has no way there: true of every IPv6 address where there is no IPv6, and no news about a server. */
export const hasNoRoute = ({ detail }: StreamFailure): boolean =>
  detail === 'ENETUNREACH' || detail === 'EADDRNOTAVAIL';
