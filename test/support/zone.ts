/**
 * A zone literal is a test's whole world: names that are absent do not exist, a name without the asked type is NODATA,
 * and every question is recorded, so that a test can assert what was asked. Nothing leaves the process.
 */
import type { Answer, Question, RecordData, RecordType, Resolver, Trace, Txt } from '../../shared/dns/answer.ts';
import type { FailureReason } from '../../shared/dns/rcode.ts';
import type { ResolverProof } from '../../shared/dns/soundness.ts';

export const NOON = Date.UTC(2026, 10, 24, 12, 0, 0);
export const RESOLVER = '192.0.2.53:53';

/** The proofs of a resolver that may be believed. */
export const soundProofs = async (): Promise<readonly ResolverProof[]> => [
  {
    server: RESOLVER,
    state: 'sound',
    why: 'it answered every test question',
    translated: { ko: '모든 시험 질의에 응답했습니다' },
    evidence: [],
  },
];

type Literal = {
  readonly A?: readonly string[];
  readonly AAAA?: readonly string[];
  readonly PTR?: readonly string[];
  readonly NS?: readonly string[];
  readonly CNAME?: string;
  /** One record a string; an array is one record of several strings. */
  readonly TXT?: readonly (string | readonly string[])[];
  readonly SPF?: readonly (string | readonly string[])[];
  readonly MX?: readonly (readonly [number, string])[];
  readonly SOA?: RecordData['SOA'];
  readonly CAA?: readonly RecordData['CAA'][];
  readonly TLSA?: readonly RecordData['TLSA'][];
};

/** Names in lower case; `*.zone.example` answers every name below that is not named itself. */
export type Zones = Readonly<Record<string, Literal>>;

export type ZoneOptions = {
  /** `'TXT example.com'` (one question), `'* example.com'` (any type) or `'* *.example.com'` (everything below). */
  readonly failing?: Readonly<Record<string, FailureReason>>;
  readonly ttl?: number;
  readonly now?: () => number;
};

export type ZoneResolver = Resolver & {
  /** `'A mail.example.com'`, in the order asked. */
  readonly asked: string[];
  /** The questions themselves, for `fresh` and `server`. */
  readonly questions: Question[];
};

const RCODE: Readonly<Record<FailureReason, string>> = {
  timeout: 'TIMEOUT',
  servfail: 'SERVFAIL',
  refused: 'REFUSED',
  network: 'NETWORK',
  malformed: 'MALFORMED',
  stale: 'NOERROR',
  unproven: 'NOERROR',
};

export const txt = (value: string | readonly string[]): Txt => {
  const strings = (typeof value === 'string' ? [value] : value).map((part) => Buffer.from(part, 'utf8'));
  return { strings, text: strings.map((part) => part.toString('utf8')).join('') };
};

/** The name itself, else the nearest wildcard above it. */
function find<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  if (table[name] !== undefined) return table[name];
  for (let rest = name; rest.includes('.'); ) {
    rest = rest.slice(rest.indexOf('.') + 1);
    if (table[`*.${rest}`] !== undefined) return table[`*.${rest}`];
  }
  return undefined;
}

function failure(
  failing: Readonly<Record<string, FailureReason>>,
  name: string,
  type: string,
): FailureReason | undefined {
  const byType = (wanted: string) =>
    Object.fromEntries(
      Object.entries(failing)
        .filter(([key]) => key.startsWith(`${wanted} `))
        .map(([key, why]) => [key.slice(wanted.length + 1), why]),
    );
  return find(byType(type), name) ?? find(byType('*'), name);
}

function data(literal: Literal, type: RecordType): readonly unknown[] {
  if (type === 'TXT' || type === 'SPF') return (literal[type] ?? []).map(txt);
  if (type === 'MX') return (literal.MX ?? []).map(([preference, exchange]) => ({ preference, exchange }));
  if (type === 'SOA') return literal.SOA === undefined ? [] : [literal.SOA];
  if (type === 'CNAME') return literal.CNAME === undefined ? [] : [literal.CNAME];
  return literal[type] ?? [];
}

/** A resolver over the literal. */
export function zone(zones: Zones, options: ZoneOptions = {}): ZoneResolver {
  const { failing = {}, ttl = 300, now = () => NOON } = options;
  const asked: string[] = [];
  const questions: Question[] = [];
  const answer = (asking: string, type: RecordType, chain: readonly string[]): Answer => {
    const name = chain.at(-1) ?? asking;
    const trace = (rcode: string): Trace => ({ name: asking, type, resolver: RESOLVER, rcode, at: now(), rttMs: 1 });
    const why = failure(failing, name, type);
    if (why !== undefined)
      return { kind: 'failed', reason: why, detail: `told to fail: ${why}`, trace: trace(RCODE[why]) };
    const literal = find(zones, name);
    if (literal === undefined) {
      const emptyNonTerminal = Object.keys(zones).some((key) => key.endsWith(`.${name}`));
      const reason = emptyNonTerminal ? 'nodata' : 'nxdomain';
      return { kind: 'absent', reason, chain, ttl, trace: trace(reason === 'nodata' ? 'NOERROR' : 'NXDOMAIN') };
    }
    if (literal.CNAME !== undefined && type !== 'CNAME' && chain.length < 10) {
      return answer(asking, type, [...chain, literal.CNAME.toLowerCase()]);
    }
    const records = data(literal, type);
    if (records.length === 0) return { kind: 'absent', reason: 'nodata', chain, ttl, trace: trace('NOERROR') };
    return { kind: 'records', records: records as RecordData[RecordType][], chain, ttl, trace: trace('NOERROR') };
  };
  const ask = async <T extends RecordType>(question: Question<T>): Promise<Answer<T>> => {
    asked.push(`${question.type} ${question.name}`);
    questions.push(question);
    return answer(question.name.toLowerCase(), question.type, []) as Answer<T>;
  };
  return { ask, asked, questions };
}

/** The base fake refuses: a test that should not ask fails when it does. */
export const noDns: Resolver = {
  ask: ({ name, type }) => {
    throw new Error(`unexpected DNS question in a test: ${type} ${name}`);
  },
};
