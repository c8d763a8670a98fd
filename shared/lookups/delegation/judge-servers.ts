/** The answers of a zone's own servers and of those above it, as findings. */
import { serverText } from '../../model/server.ts';
import { printable } from '../../model/text.ts';
import type { FindingDraft } from '../core/command.ts';
import type { Parents, ServerSeen } from './delegation.ts';
import {
  delegatedAlike,
  delegatedOtherwise,
  lameServer,
  nothingSentTo,
  openResolver,
  sameSerial,
  serialsDiffer,
  serversDiffer,
  silentServer,
} from './words.ts';

export function judgeServers(zone: string, parents: Parents, servers: readonly ServerSeen[]): readonly FindingDraft[] {
  const answering = servers.filter(isSound);
  // Where this machine has no IPv6, no IPv6 address of a server can be reached, and that is not news about the server.
  const reachable = servers.filter((one) => !(answering.length > 0 && hasNoRoute(one)));
  return [
    ...reachable.filter((one) => !isSound(one)).map((one) => ill(zone, one)),
    ...answering.filter(({ recursive }) => recursive === true).map(openRecursion),
    ...judgeNames(zone, parents, answering),
    ...judgeSerials(zone, answering),
  ];
}

const isSound = ({ soa }: ServerSeen): boolean =>
  soa.kind === 'answered' && soa.authoritative && soa.reading.kind === 'records';

const hasNoRoute = ({ soa, server }: ServerSeen): boolean =>
  server.host.includes(':') && soa.kind === 'silent' && soa.reason === 'network';

const placeOf = ({ host, server }: ServerSeen): string => `${printable(host, 80)} (${serverText(server)})`;

function ill(zone: string, seen: ServerSeen): FindingDraft {
  const { soa, evidence } = seen;
  const about = { subject: printable(seen.host, 100), evidence: evidence.slice(0, 1) };
  const place = placeOf(seen);
  if (soa.kind === 'answered')
    return {
      ...about,
      id: 'dns.lame',
      status: 'fail',
      summary: lameServer(place, printable(zone, 80), soa.rcode, soa.authoritative),
      remedy: { id: 'dns.serve-or-remove', with: { zone: printable(zone, 80) } },
    };
  if (soa.reason === 'refused')
    return {
      ...about,
      id: 'dns.not-connected',
      status: 'unknown',
      summary: nothingSentTo(place, soa.detail),
      remedy: { id: 'dns.public-address', with: { host: about.subject } },
    };
  return {
    ...about,
    id: 'dns.unreachable',
    status: 'unknown',
    summary: silentServer(place, soa.reason, soa.detail),
    remedy: { id: 'dns.ask-from-elsewhere', with: {} },
  };
}

const openRecursion = (seen: ServerSeen): FindingDraft => ({
  id: 'dns.open-recursion',
  status: 'warn',
  subject: printable(seen.host, 100),
  evidence: seen.evidence.slice(2),
  summary: openResolver(placeOf(seen)),
  remedy: { id: 'dns.close-recursion', with: {} },
});

function judgeNames(zone: string, parents: Parents, servers: readonly ServerSeen[]): readonly FindingDraft[] {
  const named = servers.filter(({ names }) => names !== null);
  const [first] = named;
  if (first === undefined || first.names === null) return [];
  const own = key(first.names);
  const other = named.find(({ names }) => key(names ?? []) !== own);
  const evidence = [...parents.evidence, ...first.evidence.slice(1, 2)];
  if (other !== undefined)
    return [
      {
        id: 'dns.servers-differ',
        status: 'warn',
        evidence: [...first.evidence.slice(1, 2), ...other.evidence.slice(1, 2)],
        summary: serversDiffer(placeOf(first), own, placeOf(other), key(other.names ?? [])),
        remedy: { id: 'dns.fix-transfer', with: {} },
      },
    ];
  if (parents.names.length === 0) return [];
  const above = key(parents.names);
  if (above === own)
    return [
      {
        id: 'dns.delegation',
        status: 'pass',
        summary: delegatedAlike(printable(zone, 100), own),
        evidence,
      },
    ];
  return [
    {
      id: 'dns.delegation-differs',
      status: 'warn',
      evidence,
      summary: delegatedOtherwise(printable(zone, 100), above, own),
      remedy: { id: 'dns.match-delegation', with: {} },
    },
  ];
}

const key = (names: readonly string[]): string =>
  [...names]
    .sort()
    .slice(0, 20)
    .map((name) => printable(name, 80))
    .join(', ');

function judgeSerials(zone: string, servers: readonly ServerSeen[]): readonly FindingDraft[] {
  const serials = servers.flatMap((one) =>
    one.soa.kind === 'answered' && one.soa.reading.kind === 'records'
      ? [{ one, serial: one.soa.reading.records[0]?.serial }]
      : [],
  );
  const distinct = new Set(serials.map(({ serial }) => serial));
  const evidence = serials.flatMap(({ one }) => one.evidence.slice(0, 1));
  if (distinct.size === 0) return [];
  if (distinct.size === 1)
    return [
      {
        id: 'dns.serials',
        status: 'pass',
        evidence,
        summary: sameSerial(printable(zone, 100), servers.length, [...distinct][0]),
      },
    ];
  return [
    {
      id: 'dns.serials-differ',
      status: 'warn',
      evidence,
      summary: serialsDiffer(
        serials
          .map(({ one, serial }) => `${printable(one.host, 80)} ${serial}`)
          .slice(0, 10)
          .join(', '),
      ),
      remedy: { id: 'dns.wait-refresh', with: {} },
    },
  ];
}
