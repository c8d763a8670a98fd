/** `settings check`, `settings show`. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { otherReaders } from '../../adapters/local/private-file.ts';
import { readJsonFile, readTextFile } from '../../adapters/local/settings.ts';
import { isOwnResolver } from '../../shared/dns/public-resolvers.ts';
import { keyOf } from '../../shared/dnsbl/keys.ts';
import { type List, parseLists } from '../../shared/dnsbl/list.ts';
import { LISTS } from '../../shared/dnsbl/lists.ts';
import { selectFromFile, selectLists } from '../../shared/dnsbl/selection.ts';
import { shownListId, shownName } from '../../shared/model/hidden.ts';
import { isObject, type JsonObject } from '../../shared/model/json.ts';
import { lineAndColumn, repeatedKeys } from '../../shared/model/json-places.ts';
import { jsonPlaceText, offsetOf, readJsonText } from '../../shared/model/json-text.ts';
import { type Language, within } from '../../shared/model/language.ts';
import { type JsonPath, parsed } from '../../shared/model/parsed.ts';
import { type EffectiveSetting, effectiveSettings } from '../../shared/settings/effective.ts';
import { ENVIRONMENT_VARIABLES } from '../../shared/settings/environment.ts';
import { settingPath, shownPath } from '../../shared/settings/problems.ts';
import {
  parseSettings,
  SETTING_NAMES,
  type Settings,
  SettingsSchema,
  secretsIn,
} from '../../shared/settings/settings.ts';
import { type CommandCode, EXIT, UsageError, type Words } from '../command.ts';
import { languageAsked, languageIn, SETTINGS_FILE } from '../language.ts';
import { orThrow } from '../runtime.ts';
import type { Terminal } from '../terminal.ts';
import {
  checkedJson,
  checkedLines,
  type SettingsChecked,
  type ShownSetting,
  shownJson,
  shownLines,
} from '../views/settings.ts';
import * as say from '../views/settings-words.ts';

export const settingsCommand: CommandCode = {
  run: async (words, terminal) => {
    const { action, file } = readWords(words);
    const read = file === null ? NO_FILE : readFile(file);
    const at = { ...terminal, language: languageOf(words, read.json, terminal) };
    for (const line of linesOf(action, read, words.has('json'), at)) at.print(line);
    return EXIT.pass;
  },
};

/** Throws `UsageError`. */
function readWords(words: Words): { readonly action: 'check' | 'show'; readonly file: string | null } {
  const [action = '', named, more] = words.positionals;
  if (action !== 'check' && action !== 'show') throw new UsageError(say.unknownAction(action));
  if (more !== undefined) throw new UsageError(say.oneFile(more));
  const file = named ?? words.text('settings') ?? (existsSync(SETTINGS_FILE) ? SETTINGS_FILE : null);
  if (file === null && action === 'check') throw new UsageError(say.NO_SETTINGS_FILE);
  return { action, file };
}

function linesOf(action: 'check' | 'show', read: ReadFile, isJson: boolean, at: Terminal): readonly string[] {
  if (action === 'show') return isJson ? shownJson(show(read)) : shownLines(show(read), at);
  const checked = check(read);
  return isJson ? checkedJson(checked, at.language) : checkedLines(checked, at);
}

type ReadFile = {
  readonly file: string | null;
  readonly text: string;
  readonly json: JsonObject;
  readonly settings: Settings;
};

const NO_FILE: ReadFile = { file: null, text: '{}', json: {}, settings: orThrow(parseSettings({})) };

/** Throws `UsageError`, with the place of what is wrong. */
function readFile(file: string): ReadFile {
  const text = orThrow(readTextFile(file));
  const settings = orThrow(readJsonText(file, text, parseSettings));
  const json = orThrow(readJsonText(file, text, parsed));
  return { file, text, json: isObject(json) ? json : {}, settings };
}

function languageOf(words: Words, json: JsonObject, terminal: Terminal): Language {
  const isAsked = words.text('language') !== undefined || languageAsked([], process.env) !== null;
  return isAsked ? terminal.language : (languageIn(json) ?? terminal.language);
}

/** Throws `UsageError` for what only the tables know to be wrong. */
function check(read: ReadFile): SettingsChecked {
  const { file, text, json, settings } = read;
  const table = tableOf(read);
  const chosen =
    settings.lists.file === undefined
      ? selectLists(table, settings.lists, isOwnResolver(settings.resolvers))
      : selectFromFile(table, settings.lists);
  const place = jsonPlaceText(file ?? '', text, offsetOf(text, unknownList(settings, table)));
  if (!chosen.ok) throw new UsageError(within(place, chosen.problem));
  const known = namesOf(table);
  const effective = effectiveSettings(SettingsSchema, json, {});
  const unusual = effective.filter(
    ({ from, isUsual, path: [first = ''] }) => from === 'file' && !isUsual && !PLAIN.has(first),
  );
  return {
    file: path.resolve(file ?? ''),
    senders: settings.senders.length,
    domains: settings.domains.length,
    unusual: unusual.map((one) => {
      const shown = shownSetting(one, text);
      return { ...shown, setting: shownSafely(one, table) };
    }),
    readableBy: file === null ? null : otherReaders(file),
    secrets: secretsIn(settings).map((name) => shownPath(name.split('.'), known).join('.')),
    warnings: [
      ...repeatedKeys(text).map(({ path: at, at: offset }) =>
        say.repeatedKey(settingPath(shownPath(at, known)), lineAndColumn(text, offset).line),
      ),
      ...chosen.value.notices,
      ...unusedKeys(settings, table).map((name) => say.unusedKey(shownName(name, known))),
      ...unknownVariables().map(say.unknownVariable),
    ],
  };
}

/** Of settings, and of what the settings name: lists and their operators. */
const namesOf = (table: readonly List[]): readonly string[] => [
  ...SETTING_NAMES,
  ...[...table, ...LISTS].flatMap(({ id, operatorId }) => [id, operatorId]),
];

/** A key may have been put where its list's name belongs. */
function shownSafely(setting: EffectiveSetting, table: readonly List[]): EffectiveSetting {
  const known = namesOf(table);
  const [first = ''] = setting.path;
  const path =
    first === 'keys' ? [first, ...setting.path.slice(1).map((name) => shownName(name, known))] : setting.path;
  const { value } = setting;
  const isOfLists = first === 'lists' && Array.isArray(value);
  return {
    ...setting,
    path,
    value: isOfLists ? value.map((id) => shownListId(String(id), known)) : listMasked(value, known),
  };
}

/** Maintenance windows name lists. */
const listMasked = (value: unknown, known: readonly string[]): unknown =>
  Array.isArray(value)
    ? value.map((one: unknown) =>
        isObject(one) && typeof one['list'] === 'string' ? { ...one, list: shownListId(one['list'], known) } : one,
      )
    : value;

/** Counted instead, or of no meaning to Postwatch. */
const PLAIN: ReadonlySet<string> = new Set(['$schema', 'senders', 'domains']);

function tableOf({ file, settings }: ReadFile): readonly List[] {
  if (settings.lists.file === undefined) return LISTS;
  return orThrow(readJsonFile(path.resolve(path.dirname(file ?? ''), settings.lists.file), parseLists));
}

/** To show settings no table is needed: without one, fewer names are known. */
function tableIfThere({ file, settings }: ReadFile): readonly List[] {
  if (settings.lists.file === undefined) return LISTS;
  const own = readJsonFile(path.resolve(path.dirname(file ?? ''), settings.lists.file), parseLists);
  return own.ok ? own.value : [];
}

function unknownList({ lists }: Settings, table: readonly List[]): JsonPath | undefined {
  for (const setting of ['add', 'skip', 'only'] as const) {
    const index = (lists[setting] ?? []).findIndex((id) => table.every((list) => list.id !== id));
    if (index >= 0) return ['lists', setting, index];
  }
  return undefined;
}

/** Names under `keys` that no list asks for. */
const unusedKeys = ({ keys }: Settings, table: readonly List[]): readonly string[] =>
  Object.keys(keys).filter((name) => !table.some(({ operatorId }) => keyOf(operatorId, { [name]: ' ' }) !== undefined));

/** Variables with our prefix that nothing reads: mostly a slip of the pen. */
function unknownVariables(): readonly string[] {
  const known = ENVIRONMENT_VARIABLES.map(({ name }) => name);
  const [ofKeys = ''] = known.filter((name) => name.includes('<')).map((name) => name.split('<', 1)[0]);
  return Object.keys(process.env).filter(
    (name) => name.startsWith('POSTWATCH_') && !known.includes(name) && !name.startsWith(ofKeys),
  );
}

function show(read: ReadFile): { readonly file: string | null; readonly settings: readonly ShownSetting[] } {
  const { file, text, json } = read;
  const folder = file === null ? process.cwd() : path.dirname(path.resolve(file));
  const table = tableIfThere(read);
  const settings = effectiveSettings(SettingsSchema, json, process.env).map((one) => {
    const isFile = ['memory', 'lists.file'].includes(one.path.join('.'));
    const shown = shownSetting(isFile ? { ...one, value: path.resolve(folder, String(one.value)) } : one, text);
    return { ...shown, setting: shownSafely(shown.setting, table) };
  });
  return { file: file === null ? null : path.resolve(file), settings };
}

function shownSetting(setting: EffectiveSetting, text: string): ShownSetting {
  const offset = setting.from === 'file' ? offsetOf(text, setting.path) : null;
  return { setting, place: offset === null ? null : lineAndColumn(text, offset) };
}
