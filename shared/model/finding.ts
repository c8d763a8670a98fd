/**
 * A finding: one statement about one target, with the evidence that proves it and the act that fixes it. "We could not
 * ask" is a status of its own (`unknown`) and can never turn into `pass` or `fail`.
 */
import type { FindingId } from './findings/index.ts';
import { type Language, type Text, type Translated, translatedOf, verbatim } from './language.ts';
import type { Remedy } from './remedy.ts';
import { printable } from './text.ts';
import type { FindingCheck, Severity, Status } from './weight.ts';

export type { CheckId, FindingCheck, Severity, Status } from './weight.ts';

/** One DNS question as it was asked: enough to repeat it with `dig` and compare. */
export type Evidence = {
  /** The name asked; a key in it is as `$KEY`. */
  readonly question: string;
  readonly type: string;
  /** `host:port` of the server that answered, or of the last one asked when none did. */
  readonly resolver: string;
  /** `NOERROR`, `NXDOMAIN`, `SERVFAIL`, ...; `TIMEOUT` and `NETWORK` where nothing came back. */
  readonly rcode: string;
  readonly answers: readonly string[];
  /** Where the last answer is in words of our own: the same in the other languages. */
  readonly own?: Translated;
  /** Seconds the answer may be kept; null where there was none. */
  readonly ttl: number | null;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly rttMs: number;
  /** What the server added in its own words (RFC 8914), such as `3 Stale Answer`. */
  readonly extendedErrors?: readonly string[];
  /** Validated by a resolver on this machine (DNSSEC); absent where nobody can tell. */
  readonly ad?: true;
};

export type Finding = {
  readonly check: FindingCheck;
  /** Stable and dotted: `ptr.missing`, `dnsbl.listed`, `spf.softfail`, ... (`findings/`). */
  readonly id: FindingId;
  /** Key of the target (`targetKey`). */
  readonly target: string;
  /** What the finding is about: a list's id, a domain, an address. */
  readonly subject: string;
  /** What people call the subject, where they know it by more than an id: a list's name. */
  readonly subjectName?: string;
  readonly status: Status;
  readonly severity: Severity;
  /** The fact, in one sentence of English. */
  readonly summary: string;
  /** The same in the other languages. */
  readonly translated: Translated;
  readonly evidence: readonly Evidence[];
  readonly remedy: Remedy | null;
  /**
   * Where the finding rests on something being absent: whether a second source agrees (another resolver, the zone's own
   * servers, EC2). Not there where it rests on records.
   */
  readonly confirmed?: boolean;
  /** Receivers that are documented to use the list that the finding is about, each with what documents it. */
  readonly usedBy?: readonly string[];
};

/** A finding as it comes back from memory: its id may be one of another version, which no table here knows. */
export type StoredFinding = Omit<Finding, 'id' | 'translated'> & {
  readonly id: string;
  /** What an earlier version kept has none. */
  readonly translated?: Translated;
};

/** A summary as a finding and an incident keep it. */
export const summaryOf = (text: Text): Pick<Finding, 'summary' | 'translated'> => ({
  summary: text.en,
  translated: translatedOf(text),
});

/** In English where it was kept by a version that knew no other language. */
export const summaryText = ({ summary, translated }: Pick<StoredFinding, 'summary' | 'translated'>): Text => ({
  ...verbatim(summary),
  ...translated,
});

/** What DNS said where one record decides: the reverse names, the SPF record, or the response code in place of one. */
export function valueSeen({ check, evidence }: Pick<Finding, 'check' | 'evidence'>): string | undefined {
  if (check === 'dnsbl') return undefined;
  const isSpf = (text: string): boolean => /^v=spf1( |$)/i.test(text);
  const asked = evidence.filter(({ type }) => type === (check === 'ptr' ? 'PTR' : 'TXT'));
  const first = asked.find(({ answers }) => check === 'ptr' || answers.some(isSpf)) ?? asked[0];
  if (first === undefined) return undefined;
  const values = check === 'ptr' ? first.answers : first.answers.filter(isSpf);
  return printable(values.length > 0 ? values.join(', ') : first.rcode, 500);
}

const STATUS_ORDER: readonly Status[] = ['fail', 'warn', 'unknown', 'pass'];
const SEVERITY_ORDER: readonly Severity[] = ['critical', 'major', 'minor', 'info'];

/** Negative when `a` is worse than `b`. */
export const compareStatus = (a: Status, b: Status): number => STATUS_ORDER.indexOf(a) - STATUS_ORDER.indexOf(b);
export const compareSeverity = (a: Severity, b: Severity): number =>
  SEVERITY_ORDER.indexOf(a) - SEVERITY_ORDER.indexOf(b);

/** Worst first: by status, then by severity. */
export const compareFindings = (a: StoredFinding, b: StoredFinding): number =>
  compareStatus(a.status, b.status) || compareSeverity(a.severity, b.severity);

/** What was asked of lists, what gave a verdict, and what was not covered, with the way to cover it. */
export type Coverage = {
  readonly asked: number;
  readonly answered: number;
  readonly notCovered: readonly NotCovered[];
  /** Of one target, where lists were asked about it. */
  readonly critical?: CriticalCoverage;
};

/** How many of the critical lists that can say anything about a target gave a verdict. */
export type CriticalCoverage = 'none' | 'some' | 'all';

/** A list that does not answer counts as little as one that nobody could query. */
export function criticalCoverage(
  findings: readonly StoredFinding[],
  notCovered: readonly NotCovered[],
  isCritical: (list: string) => boolean,
): CriticalCoverage {
  const asked = findings.filter(({ check, subject }) => check === 'dnsbl' && isCritical(subject));
  if (asked.every(({ status }) => status === 'unknown')) return 'none';
  const open = asked.some(({ status }) => status === 'unknown') || notCovered.some(({ list }) => isCritical(list));
  return open ? 'some' : 'all';
}

/** Its answers for a person. */
export const answersIn = ({ answers, own }: Evidence, language: Language): readonly string[] =>
  own === undefined || language === 'en' ? answers : [...answers.slice(0, -1), own[language]];

/** In English, with the same in every language beside it, which is not published. */
export type NotCovered = {
  readonly list: string;
  readonly why: string;
  readonly how: string;
  /** What an earlier version kept has none. */
  readonly words?: NotCoveredWords;
};

export type NotCoveredWords = {
  readonly why: Text;
  readonly how: Text;
  /** Both in one short line. */
  readonly short: Text;
};

export const notCoveredFor = (list: string, words: NotCoveredWords): NotCovered => ({
  list,
  why: words.why.en,
  how: words.how.en,
  words,
});

export const notCoveredWords = ({ why, how, words }: NotCovered): NotCoveredWords =>
  words ?? { why: verbatim(why), how: verbatim(how), short: verbatim(why) };

/** As it leaves in JSON. */
export const publishedCoverage = <C extends Pick<Coverage, 'notCovered'>>(coverage: C): C => ({
  ...coverage,
  notCovered: coverage.notCovered.map(({ list, why, how }) => ({ list, why, how })),
});

/**
 * The status of a whole target: the worst of `fail` and `warn`; else `unknown` if reverse DNS or SPF
 * was asked and has no verdict, or a critical list that was asked gave none, or fewer than half of the lists asked gave
 * one; else `pass`.
 */
export function targetStatus(
  findings: readonly StoredFinding[],
  coverage: Coverage,
  isCritical: (list: string) => boolean,
): Status {
  // Nothing was looked at (reverse DNS of a domain, no list that could be asked): that is not a pass.
  if (findings.length === 0) return 'unknown';
  if (findings.some(({ status }) => status === 'fail')) return 'fail';
  if (findings.some(({ status }) => status === 'warn')) return 'warn';
  const unknown = findings.filter(({ status }) => status === 'unknown');
  const blind = unknown.some(({ check, subject }) => check !== 'dnsbl' || isCritical(subject));
  return blind || coverage.answered * 2 < coverage.asked ? 'unknown' : 'pass';
}

/** The worst of several targets' statuses, for the exit code. */
export const worstStatus = (statuses: readonly Status[]): Status =>
  STATUS_ORDER.find((status) => statuses.includes(status)) ?? 'unknown';

/** What a shell and dig take as it is. A name in DNS may hold anything, and anyone who asks for it chose it. */
const PLAIN = /^(?!-)([\w.-]|\$KEY\b)*$/;

const inShell = (name: string): string => (PLAIN.test(name) ? name : `-q '${name.replaceAll("'", "'\\''")}'`);

/** The `dig` line that repeats a question, safe to paste; `$KEY` stays for the reader's own key. */
export function digLine({ question: name, type, resolver }: Evidence): string {
  const question = inShell(name);
  // The command's time was up before any server was asked: the reader's own resolver is as good as another.
  if (resolver === '') return `dig ${question} ${type}`;
  const at = resolver.lastIndexOf(':');
  const host = resolver.slice(0, at).replace(/^\[|\]$/g, '');
  const port = resolver.slice(at + 1);
  return `dig @${host}${port === '53' ? '' : ` -p ${port}`} ${question} ${type}`;
}
