/** What the servers above a zone and its own said, as findings. */
import { untranslated } from '../../model/language.ts';
import { serverText } from '../../model/server.ts';
import { count, printable } from '../../model/text.ts';
import type { FindingDraft } from '../core/command.ts';
import type { Parents, ServerSeen } from './delegation.ts';

export function judgeServers(zone: string, parents: Parents, servers: readonly ServerSeen[]): readonly FindingDraft[] {
  const answering = servers.filter(isSound);
  // Where this machine has no IPv6, no IPv6 address of a server can be reached, and that is no news about the server.
  const told = servers.filter((one) => !(answering.length > 0 && hasNoRoute(one)));
  return [
    ...told.filter((one) => !isSound(one)).map((one) => ill(zone, one)),
    ...answering.filter(({ recursive }) => recursive === true).map(openRecursion),
    ...judgeNames(zone, parents, answering),
    ...judgeSerials(zone, answering),
  ];
}

const isSound = ({ soa }: ServerSeen): boolean =>
  soa.kind === 'said' && soa.authoritative && soa.reading.kind === 'records';

const hasNoRoute = ({ soa, server }: ServerSeen): boolean =>
  server.host.includes(':') && soa.kind === 'silent' && soa.reason === 'network';

const placeOf = ({ host, server }: ServerSeen): string => `${printable(host, 80)} (${serverText(server)})`;

function ill(zone: string, seen: ServerSeen): FindingDraft {
  const { soa, evidence } = seen;
  const about = { subject: printable(seen.host, 100), evidence: evidence.slice(0, 1) };
  const place = placeOf(seen);
  if (soa.kind === 'said')
    return {
      ...about,
      id: 'dns.lame',
      status: 'fail',
      summary: untranslated(
        `${place} does not answer for ${printable(zone, 80)}: ${soa.rcode}${soa.authoritative ? '' : ', not authoritative'}`,
      ),
      remedy: {
        text: 'Set the zone up on that server, or take it out of the delegation at the registrar and of the NS records.',
      },
    };
  if (soa.reason === 'refused')
    return {
      ...about,
      id: 'dns.not-connected',
      status: 'unknown',
      summary: untranslated(`nothing was sent to ${place}: ${soa.detail}`),
      remedy: {
        text: 'Name servers must have public addresses: publish one for it, or take it out of the delegation.',
      },
    };
  return {
    ...about,
    id: 'dns.unreachable',
    status: 'unknown',
    summary: untranslated(`${place} could not be asked: ${soa.detail}`),
    remedy: {
      text: 'Repeat it from another network. If it stays silent there too, the server or its firewall is at fault.',
    },
  };
}

const openRecursion = (seen: ServerSeen): FindingDraft => ({
  id: 'dns.open-recursion',
  status: 'warn',
  subject: printable(seen.host, 100),
  evidence: seen.evidence.slice(2),
  summary: untranslated(
    `${placeOf(seen)} looks up other people’s names for strangers: it can be used for attacks and be poisoned`,
  ),
  remedy: {
    text: 'Switch recursion off on a server of zones (BIND: recursion no; in options), or allow it to your own networks only.',
  },
});

function judgeNames(zone: string, parents: Parents, servers: readonly ServerSeen[]): readonly FindingDraft[] {
  const said = servers.filter(({ names }) => names !== null);
  const [first] = said;
  if (first === undefined || first.names === null) return [];
  const own = key(first.names);
  const other = said.find(({ names }) => key(names ?? []) !== own);
  const evidence = [...parents.evidence, ...first.evidence.slice(1, 2)];
  if (other !== undefined)
    return [
      {
        id: 'dns.servers-differ',
        status: 'warn',
        evidence: [...first.evidence.slice(1, 2), ...other.evidence.slice(1, 2)],
        summary: untranslated(`${placeOf(first)} names ${own}, and ${placeOf(other)} ${key(other.names ?? [])}`),
        remedy: { text: 'See why the secondaries do not follow the primary (zone transfer, notify).' },
      },
    ];
  if (parents.names.length === 0) return [];
  const above = key(parents.names);
  if (above === own)
    return [
      {
        id: 'dns.delegation',
        status: 'pass',
        summary: untranslated(`${printable(zone, 100)} is delegated to ${own}, and they agree`),
        evidence,
      },
    ];
  return [
    {
      id: 'dns.delegation-differs',
      status: 'warn',
      evidence,
      summary: untranslated(
        `the zone above delegates ${printable(zone, 100)} to ${above}; its own servers name ${own}`,
      ),
      remedy: { text: 'Set the same name servers at the registrar and in the zone’s NS records.' },
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
    one.soa.kind === 'said' && one.soa.reading.kind === 'records'
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
        summary: untranslated(
          `${count(servers.length, 'server address', 'server addresses')} answer for ${printable(zone, 100)}, all with serial ${[...distinct][0]}`,
        ),
      },
    ];
  return [
    {
      id: 'dns.serials-differ',
      status: 'warn',
      evidence,
      summary: untranslated(
        `the servers hold different versions: ${serials
          .map(({ one, serial }) => `${printable(one.host, 80)} ${serial}`)
          .slice(0, 10)
          .join(', ')}`,
      ),
      remedy: {
        text: 'Wait for the refresh time; if they still differ, see why the secondaries do not follow (zone transfer, notify).',
      },
    },
  ];
}
