/** Ports for lookups in tests: a resolver of the test's, and sockets that are refused unless the test opens its own. */
import { expect } from 'vitest';
import { systemClock } from '../../adapters/local/clock.ts';
import { dnsblCheck } from '../../shared/checks/dnsbl.ts';
import type { Resolver } from '../../shared/dns/answer.ts';
import type { LookupPorts } from '../../shared/lookups/core/command.ts';
import { LOOKUP_FINDINGS } from '../../shared/lookups/core/findings.ts';
import { type LookupFinding, type LookupResult, readLookup, runLookup } from '../../shared/lookups/lookup.ts';
import { LOOKUP_ADVICE } from '../../shared/lookups/remedies/index.ts';
import { lookupSteps } from '../../shared/lookups/remedies/render.ts';
import type { Language, Text } from '../../shared/model/language.ts';
import { serverText } from '../../shared/model/server.ts';
import { createConnector } from '../../shared/net/connector.ts';
import { createGuard } from '../../shared/net/guard.ts';
import { createNet } from '../../shared/net/net.ts';
import type { Connector, Endpoint, Net, StreamFailure } from '../../shared/net/port.ts';
import { fakeClock } from './clock.ts';
import { conforms } from './findings.ts';
import { ROOT } from './servers.ts';
import { soundProofs } from './zone.ts';

const refusal: StreamFailure = {
  kind: 'failed',
  reason: 'refused',
  detail: { en: 'this test opens no connections', ko: '이 시험은 연결하지 않습니다' },
};

/** Remembers where somebody wanted to go. */
function noConnections(): { readonly net: Net; readonly connector: Connector; readonly wanted: Endpoint[] } {
  const wanted: Endpoint[] = [];
  const refuses = (to: Endpoint): Text => {
    wanted.push(to);
    return refusal.detail;
  };
  const never = (): never => {
    throw new Error('a refused destination was sent to');
  };
  return {
    wanted,
    net: { refuses, udp: never, tcp: never },
    connector: {
      refuses,
      connect: async (to) => {
        refuses(to);
        return refusal;
      },
      request: async (to) => {
        refuses(to);
        return refusal;
      },
    },
  };
}

/**
 * The real connector for a small internet: `203.0.113.25:25` is that loopback endpoint, everything else is refused as in
 * production. `ms`: the time of the whole command.
 */
export function internet(places: Readonly<Record<string, Endpoint>>, ms = 60_000): Connector {
  const real = createConnector({
    clock: systemClock,
    guard: createGuard({ allowed: Object.values(places) }),
    roots: [ROOT],
    deadlineAt: systemClock.monotonic() + ms,
  });
  const there = (to: Endpoint): Endpoint => places[serverText(to)] ?? to;
  return {
    refuses: (to) => real.refuses(there(to)),
    connect: (to, limit) => real.connect(there(to), limit),
    request: (to, request) => real.request(there(to), request),
  };
}

/** The same for single questions: the real sockets, with these places only. */
export function netTo(places: Readonly<Record<string, Endpoint>>): Net {
  const real = createNet(systemClock, createGuard({ allowed: Object.values(places) }));
  const there = (to: Endpoint): Endpoint => places[serverText(to)] ?? to;
  return {
    refuses: (to) => real.refuses(there(to)),
    udp: (to, ...rest) => real.udp(there(to), ...rest),
    tcp: (to, ...rest) => real.tcp(there(to), ...rest),
  };
}

export function lookupPorts(resolver: Resolver, more: Partial<LookupPorts> = {}): LookupPorts {
  const { net, connector } = noConnections();
  return {
    resolver,
    clock: fakeClock(),
    random: () => 0,
    proofs: soundProofs,
    asked: () => 0,
    isCritical: () => true,
    net,
    connector,
    blocklists: dnsblCheck({ lists: [], keys: {} }),
    tool: null,
    ...more,
  };
}

export async function look(text: string, ports: LookupPorts): Promise<LookupResult> {
  const lookup = readLookup(text);
  if (!lookup.ok) throw new Error(lookup.problem.en);
  const result = await runLookup(lookup.value, ports);
  expect(findingsIn(result).filter((finding) => !conforms(finding))).toEqual([]);
  expect(findingsIn(result).flatMap(faultsOf)).toEqual([]);
  return result;
}

const HANGUL = /[가-힣]/;

/** A finding of a lookup's own is a sentence in every language, and so is what it advises. */
function faultsOf({ id, summary, translated, remedy }: LookupFinding): readonly string[] {
  if (!Object.hasOwn(LOOKUP_FINDINGS, id)) return [];
  const steps = (language: Language) =>
    remedy === null || !('id' in remedy) || !Object.hasOwn(LOOKUP_ADVICE, remedy.id)
      ? []
      : lookupSteps(remedy, language);
  return [
    ...(/[.?)]$/.test(summary) ? [] : [`${id}: no full stop: ${summary}`]),
    ...(HANGUL.test(translated.ko) ? [] : [`${id}: no Korean: ${translated.ko}`]),
    ...(HANGUL.test(summary.replace(/\([^)]*\)|"[^"]*"/g, '')) ? [`${id}: Korean: ${summary}`] : []),
    ...steps('ko').flatMap(({ text }) => (HANGUL.test(text) ? [] : [`${id}: no Korean: ${text}`])),
    ...steps('en').flatMap(({ text }) => (/^[a-z]/.test(text) ? [`${id}: not a sentence: ${text}`] : [])),
  ];
}

const findingsIn = ({ failed, warnings, timeouts, passed }: LookupResult): readonly LookupFinding[] => [
  ...failed,
  ...warnings,
  ...timeouts,
  ...passed,
];

/** `pass mx.found`, worst first. */
export const verdicts = (result: LookupResult): readonly string[] =>
  findingsIn(result).map(({ status, id }) => `${status} ${id}`);
