/**
 * What valibot found wrong -> one line with the setting's path, in every language. A secret never travels in a message: the value
 * itself is left out wherever it could be one.
 */
import * as v from 'valibot';
import { inEach, type Text, within } from '../model/language.ts';
import { type JsonPath, type Parsed, problem } from '../model/parsed.ts';
import type { SettingSchema } from '../model/setting.ts';
import { printable } from '../model/text.ts';
import {
  butFound,
  EXPECTED_KIND,
  EXPECTED_OTHER,
  expectedOneOf,
  expectedSize,
  MISSING_VALUE,
  UNKNOWN_SETTING,
} from './words.ts';

/** `json`: what the schema has refused. `secrets`: dotted paths. */
export function wrongSetting(schema: SettingSchema, json: unknown, secrets: readonly string[]): Parsed<never> {
  const issueIn = (lang: string): v.BaseIssue<unknown> | undefined =>
    v.safeParse(schema, json, { abortEarly: true, lang }).issues?.[0];
  const issue = issueIn('en');
  const path = pathOf(issue);
  const own = issue === undefined ? EXPECTED_OTHER : ownWords(issue, path, secrets);
  const text = own ?? inEach((language) => issueIn(language)?.message ?? '');
  return problem(within(settingPath(path), text), path);
}

const pathOf = (issue: v.BaseIssue<unknown> | undefined): JsonPath =>
  (issue?.path ?? []).flatMap(({ key }) => (typeof key === 'string' || typeof key === 'number' ? [key] : []));

/** `senders[0].address`, `keys["a b"]`. */
export const settingPath = (path: JsonPath): string =>
  path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      if (!/^[\w$-]{1,80}$/.test(step)) return `["${printable(step, 40)}"]`;
      return index === 0 ? step : `.${step}`;
    })
    .join('');

/** Null where the schema has a message of its own. */
function ownWords(issue: v.BaseIssue<unknown>, path: JsonPath, secrets: readonly string[]): Text | null {
  if (!issue.message.startsWith('Invalid ')) return null;
  if (issue.expected === 'never') return UNKNOWN_SETTING;
  if (issue.received === 'undefined') return MISSING_VALUE;
  const expected = expectedBy(issue);
  const dotted = path.join('.');
  const isSecret = secrets.some((one) => dotted === one || dotted.startsWith(`${one}.`));
  return isSecret ? expected : butFound(expected, printable(String(issue.received), 80));
}

function expectedBy({ type, expected, requirement, input }: v.BaseIssue<unknown>): Text {
  const [, side, what] = /^(min|max)_(value|length)$/.exec(type) ?? [];
  if (side !== undefined) {
    const of = what === 'value' ? 'value' : Array.isArray(input) ? 'list' : 'text';
    return expectedSize(of, side === 'min' ? 'min' : 'max', String(requirement));
  }
  if (isKind(type)) return EXPECTED_KIND[type];
  if (type === 'strict_object' || type === 'record' || expected === 'Object') return EXPECTED_KIND.object;
  // `("a" | "b")`
  return expected === null
    ? EXPECTED_OTHER
    : expectedOneOf(expected.replace(/^\((.*)\)$/, '$1').replaceAll(' | ', ', '));
}

const isKind = (type: string): type is keyof typeof EXPECTED_KIND => Object.hasOwn(EXPECTED_KIND, type);
