/**
 * What valibot found wrong -> one line with the setting's path, in every language. A secret never travels in a message: the value
 * itself is left out wherever it could be one.
 */
import * as v from 'valibot';
import { shownName, withoutValue } from '../model/hidden.ts';
import { inEach, type Text, within } from '../model/language.ts';
import { nearestWord } from '../model/nearest-word.ts';
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
  unknownSetting,
} from './words.ts';

/** `secrets`: dotted paths of the schema. `names`: of its settings. */
export type SettingsKnown = { readonly secrets: readonly string[]; readonly names: readonly string[] };

/** `json`: what the schema has refused. */
export function wrongSetting(schema: SettingSchema, json: unknown, { secrets, names }: SettingsKnown): Parsed<never> {
  const issueIn = (lang: string): v.BaseIssue<unknown> | undefined =>
    v.safeParse(schema, json, { abortEarly: true, lang }).issues?.[0];
  const issue = issueIn('en');
  const path = pathOf(issue);
  const said = issue === undefined ? EXPECTED_OTHER : ownWords(issue, path, { secrets, names });
  const text = said ?? inEach((language) => issueIn(language)?.message ?? '');
  // Of an unknown setting the input is its name, and only known names are said.
  const hidden = issue?.expected === 'never' ? text : (withoutValue(text, issue?.input) ?? EXPECTED_OTHER);
  return problem(within(settingPath(shownPath(path, names)), hidden), path);
}

const pathOf = (issue: v.BaseIssue<unknown> | undefined): JsonPath =>
  (issue?.path ?? []).flatMap(({ key }) => (typeof key === 'string' || typeof key === 'number' ? [key] : []));

/** With only names that are known: someone may have put a key where its name belongs. */
export const shownPath = (path: JsonPath, names: readonly string[]): JsonPath =>
  path.map((step) => (typeof step === 'number' ? step : shownName(step, names)));

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
function ownWords(issue: v.BaseIssue<unknown>, path: JsonPath, { secrets, names }: SettingsKnown): Text | null {
  if (!issue.message.startsWith('Invalid ')) return null;
  if (issue.expected === 'never') return unknownSetting(nearestWord(String(path.at(-1) ?? ''), names));
  if (issue.received === 'undefined') return MISSING_VALUE;
  const expected = expectedBy(issue);
  const dotted = path.join('.');
  const isSecret = secrets.some((one) => dotted === one || dotted.startsWith(`${one}.`));
  return isSecret || typeof issue.input === 'string'
    ? expected
    : butFound(expected, printable(String(issue.received), 80));
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
