/**
 * Whether a list is to be believed (RFC 5782 section 5 says a user should not use one without correct test entries).
 * Lists die in three ways that look like answers: an emptied zone says "clear" to everything, a wildcard or a parked
 * domain says "listed" to everything, and a list that refuses says either. So every batch asks the list about itself:
 *
 *   positive  its test entry, 127.0.0.2 or `TEST`, must answer
 *   negative  127.0.0.1 or `INVALID` must not
 *   probe     a random label, two addresses that nobody has, and one that never sends mail must not
 *
 * Asked before and after the targets, past every cache, and judged together: what went wrong once in the batch counts.
 */
import type { Answer, Resolver } from '../dns/answer.ts';
import type { Random } from '../model/clock.ts';
import { notCoveredWords } from '../model/finding.ts';
import { type Text, verbatim } from '../model/language.ts';
import { type Compiled, compile, interpret, type ListReading } from './interpret.ts';
import { type Keys, withKey } from './keys.ts';
import type { Family, List } from './list.ts';
import { ipv4Number, isErrorRange } from './match.ts';
import { accessTo, type Control, controlsOf } from './query.ts';
import {
  type ControlName,
  controlAnswered,
  everythingListed,
  HEALTHY,
  NO_TEST_ENTRY,
  some,
  testEntryMissing,
  UNKNOWN_TEST_ENTRY,
} from './words.ts';

export type HealthState =
  | 'healthy'
  /** A refusal code, or REFUSED. */
  | 'refused'
  /** What must not be listed is. */
  | 'wildcard'
  /** Answers outside 127.0.0.0/8. */
  | 'parked'
  /** The test entry that its operator documents does not answer. */
  | 'silent'
  /** A control got no answer. */
  | 'unreachable'
  /** There was no time for a control. */
  | 'not-asked'
  /** It has no test entry, or none that we know of. */
  | 'uncontrolled';

export type Controlled = { readonly control: Control; readonly answer: Answer<'A'> };

export type Health = {
  readonly state: HealthState;
  /** What makes it so, in whole sentences. */
  readonly why: Text;
  /** The answers that make it so. */
  readonly proof: readonly Answer<'A'>[];
};

/** A list's own line about its health, whether it could be asked or not. */
export type HealthReport = { readonly state: HealthState | 'needs-key' | 'closed'; readonly why: Text };

type Read = Controlled & { readonly reading: ListReading };

/** The worst that any control of the batch shows. */
export function judgeControls(compiled: Compiled, controls: readonly Controlled[]): Health {
  const read = controls.map((one): Read => ({ ...one, reading: interpret(compiled, one.answer) }));
  const first = (bad: (one: Read) => boolean, state: HealthState, says: (one: Read) => Text): Health | null => {
    const found = read.find(bad);
    return found === undefined ? null : { state, why: says(found), proof: [found.answer] };
  };
  return (
    first(refuses, 'refused', (one) => controlAnswered(whose(one), whyOf(one.reading))) ??
    first(
      ({ reading }) => reading.kind === 'dead',
      'parked',
      (one) => controlAnswered(whose(one), whyOf(one.reading)),
    ) ??
    first(
      (one) => liesAbout(one) && !isOneEntry(one, read),
      'wildcard',
      (one) => everythingListed(whose(one), shown(one.answer)),
    ) ??
    first(failed, 'unreachable', (one) => controlAnswered(whose(one), whyOf(one.reading))) ??
    first(
      ({ reading }) => reading.kind === 'not-asked',
      'not-asked',
      (one) => whyOf(one.reading),
    ) ??
    judgePositive(compiled, read)
  );
}

function judgePositive({ refusals }: Compiled, read: readonly Read[]): Health {
  const positive = read.filter(({ control }) => control.role === 'positive');
  const missing = positive.find(({ answer }) => answer.kind === 'absent');
  if (positive.length === 0) return { state: 'uncontrolled', why: NO_TEST_ENTRY, proof: [] };
  if (missing === undefined) return { state: 'healthy', why: HEALTHY, proof: positive.map(({ answer }) => answer) };
  const proof = [missing.answer];
  const wasThere = positive.some(({ answer }) => answer.kind === 'records');
  if (!missing.control.verified && !wasThere) return { state: 'uncontrolled', why: UNKNOWN_TEST_ENTRY, proof };
  const cause = refusals.find(([by]) => by.kind === 'control-missing')?.[1].means;
  return { state: 'silent', why: testEntryMissing(wasThere, cause), proof };
}

/** Nobody lists anything in 127.255.255.0/24: a control that answers there is a refusal even where nobody documents it. */
const refuses = ({ answer, reading }: Read): boolean =>
  reading.kind === 'refused' ||
  (answer.kind === 'records' && reading.kind === 'unrecognised' && answer.records.some(inErrorRange));

function inErrorRange(text: string): boolean {
  const value = ipv4Number(text);
  return value !== null && isErrorRange(value);
}

const failed = ({ reading }: Read): boolean => reading.kind === 'unreachable';

/**
 * A control that must be absent and is there. Some answers are not false: the good or neutral word of a list about 127.0.0.1
 * that was never promised to be absent (Hostkarma calls it white); a policy list holding a range that nobody has; and what
 * a list of countries, networks or trust says, by its nature, about an address that someone has.
 */
function liesAbout({ control, answer, reading }: Read): boolean {
  if (control.role === 'positive' || answer.kind !== 'records') return false;
  if (control.role === 'negative') return control.verified || (reading.kind !== 'allowed' && reading.kind !== 'info');
  if (control.space === 'unused') return reading.kind !== 'policy';
  return control.space === undefined || (reading.kind !== 'info' && reading.kind !== 'allowed');
}

/** An address that nobody has is listed, another one is not: it is an entry of the list, and not all there is. */
const isOneEntry = ({ control }: Read, read: readonly Read[]): boolean =>
  control.space === 'unused' &&
  read.some((other) => other.control.space === 'unused' && other.answer.kind === 'absent');

const whose = ({ control }: Read): ControlName => (control.space === 'silent' ? 'silent' : control.role);

const whyOf = (reading: ListReading): Text => ('why' in reading ? reading.why : verbatim(reading.kind));

const shown = (answer: Answer<'A'>): Text => (answer.kind === 'records' ? some(answer.records) : verbatim(answer.kind));

/** Asks some controls, all at once; where an address that nobody has is there, another one after it. */
export async function askControls(controls: readonly Control[], resolver: Resolver): Promise<readonly Controlled[]> {
  const ask = async (control: Control): Promise<readonly Controlled[]> => {
    const { name, again } = control;
    const answer = await resolver.ask({ name, type: 'A', fresh: true, proof: proofOf(control) });
    if (again === undefined || answer.kind !== 'records') return [{ control, answer }];
    const { again: _, ...other } = { ...control, name: again };
    return [{ control, answer }, ...(await ask(other))];
  };
  return (await Promise.all(controls.map(ask))).flat();
}

/** What the control shows of the resolver itself. */
function proofOf({ role, verified }: Control): 'listed' | 'unlisted' | 'own' {
  if (role === 'positive' && verified) return 'listed';
  return role === 'probe' ? 'unlisted' : 'own';
}

/** A verdict is the reading of the target's own answer in the light of the list's health. */
export type ControlVerdict =
  | ListReading
  | { readonly kind: 'unproven'; readonly why: Text; readonly answers: readonly string[] };

export function controlVerdict(reading: ListReading, { state, why }: Health): ControlVerdict {
  const answers = 'answers' in reading ? reading.answers : [];
  switch (state) {
    case 'healthy':
      return reading;
    case 'uncontrolled':
      return reading.kind === 'clear' ? { kind: 'unproven', why, answers } : reading;
    case 'silent':
      return { kind: 'unproven', why, answers };
    case 'wildcard':
    case 'parked':
      return { kind: 'dead', why, answers };
    case 'refused':
    case 'unreachable':
    case 'not-asked':
      return { kind: state, why, answers };
  }
}

/** One list's health from here and now, without a target: for `lists --health` and for a list under suspicion. */
export async function health(
  list: List,
  family: Family,
  keys: Keys,
  ports: { readonly resolver: Resolver; readonly random: Random },
): Promise<HealthReport> {
  const access = accessTo(list, keys);
  if (access.kind !== 'askable') return { state: access.kind, why: notCoveredWords(access.notCovered).why };
  const resolver = access.key === null ? ports.resolver : withKey(ports.resolver, access.key);
  const { before, after } = controlsOf(list, family, ports.random, new Set());
  const probes = after.filter(({ role }) => role === 'probe');
  return judgeControls(compile(list), await askControls([...before, ...probes], resolver));
}
