/** What a person asks for -> an act: the same refusals on the command line and over HTTP. */

import { isoTime } from '../../model/clock.ts';
import { defined } from '../../model/defined.ts';
import type { Snooze } from '../../model/incident.ts';
import { notZone } from '../../model/input-words.ts';
import { within } from '../../model/language.ts';
import { type Parsed, parsed, problem } from '../../model/parsed.ts';
import { parseFindingId, parseListId, parseTargetKey } from '../../model/scope.ts';
import { printable } from '../../model/text.ts';
import { isZone, readDuration, readEnd, readTime } from '../../model/time-input.ts';
import { type Act, actOf, snoozeOf } from './acts.ts';
import { NO_REASON, NOT_TEXT, reasonTooLong, textTooLong, UNTIL_OR_FOR } from './words.ts';

/** Fields as they came, of any type. */
export type Fields = Readonly<Record<string, unknown>>;

/** Who asks, as the caller has proved it, and when (ISO time). */
export type Actor = { readonly by: string; readonly now: string };

export const ACKNOWLEDGE_FIELDS = ['why', 'until', 'zone'] as const;
export const SNOOZE_FIELDS = ['target', 'list', 'finding', 'from', 'until', 'for', 'zone', 'why'] as const;

const MAX_WHY = 500;
const MAX_WORD = 1000;

export function readAcknowledge(fields: Fields, { by, now }: Actor): Parsed<Act> {
  const texts = readTexts(fields, ACKNOWLEDGE_FIELDS);
  if (!texts.ok) return texts;
  const { why, until, zone } = texts.value;
  const reason = readWhy(why);
  if (!reason.ok) return reason;
  const end = until === undefined ? parsed(null) : at('until', readEnd(until, now, zone));
  return end.ok ? actOf({ by, why: reason.value, until: end.value }, now) : end;
}

export function readSnooze(fields: Fields, { by, now }: Actor): Parsed<Snooze> {
  const texts = readTexts(fields, SNOOZE_FIELDS);
  if (!texts.ok) return texts;
  const scope = readScope(texts.value);
  if (!scope.ok) return scope;
  const span = readSpan(texts.value, now);
  if (!span.ok) return span;
  const why = readWhy(texts.value.why);
  return why.ok ? snoozeOf({ by, why: why.value, ...scope.value, ...span.value }, now) : why;
}

type Texts<Name extends string> = Readonly<Partial<Record<Name, string>>>;

function readTexts<Name extends string>(fields: Fields, names: readonly Name[]): Parsed<Texts<Name>> {
  const given = names.filter((name) => fields[name] !== undefined).map((name) => [name, fields[name]] as const);
  for (const [name, value] of given) {
    if (typeof value !== 'string') return problem(within(name, NOT_TEXT));
    if (value.length > MAX_WORD) return problem(within(name, textTooLong(MAX_WORD)));
  }
  const { zone } = Object.fromEntries(given) as { zone?: string };
  if (zone !== undefined && !isZone(zone)) return problem(within('zone', notZone(printable(zone, 60))));
  return parsed(Object.fromEntries(given) as Texts<Name>);
}

function readWhy(text: string | undefined): Parsed<string> {
  const why = printable(text ?? '', MAX_WORD).trim();
  if (why === '') return problem(within('why', NO_REASON));
  return why.length <= MAX_WHY
    ? parsed(why.toWellFormed())
    : problem(within('why', reasonTooLong(why.length, MAX_WHY)));
}

type Scope = Pick<Snooze, 'target' | 'list' | 'finding'>;

function readScope(texts: Texts<'target' | 'list' | 'finding'>): Parsed<Scope> {
  const scope: Record<string, string> = {};
  for (const [name, parse] of [
    ['target', parseTargetKey],
    ['list', parseListId],
    ['finding', parseFindingId],
  ] as const) {
    const text = texts[name];
    const read = text === undefined ? null : at(name, parse(text));
    if (read !== null && !read.ok) return read;
    if (read !== null) scope[name] = read.value;
  }
  return parsed(scope);
}

type Span = Pick<Snooze, 'until'> & { readonly from?: string };

function readSpan(
  { from, until, for: duration, zone }: Texts<'from' | 'until' | 'for' | 'zone'>,
  now: string,
): Parsed<Span> {
  if ((until === undefined) === (duration === undefined)) return problem(UNTIL_OR_FOR);
  const start = from === undefined ? parsed(undefined) : at('from', readTime(from, zone));
  if (!start.ok) return start;
  const begins = start.value ?? now;
  const end = duration === undefined ? at('until', readEnd(until ?? '', begins, zone)) : endAfter(begins, duration);
  if (!end.ok) return end;
  return parsed({ until: end.value, ...defined({ from: start.value }) });
}

function endAfter(begins: string, duration: string): Parsed<string> {
  const ms = at('for', readDuration(duration));
  return ms.ok ? parsed(isoTime(Date.parse(begins) + ms.value)) : ms;
}

const at = <T>(name: string, result: Parsed<T>): Parsed<T> =>
  result.ok ? result : problem(within(name, result.problem));
