/** The settings on the terminal, and as JSON. */
import { isObject, type JsonObject } from '../../shared/model/json.ts';
import type { Language, Text } from '../../shared/model/language.ts';
import { columns, padded, printable, wrap } from '../../shared/model/text.ts';
import type { EffectiveSetting } from '../../shared/settings/effective.ts';
import { meaningOf } from '../../shared/settings/meanings.ts';
import { jsonText } from '../format.ts';
import { quoted } from '../settings-file.ts';
import { paint, type Terminal } from '../terminal.ts';
import * as say from './settings-words.ts';

export type ShownSetting = {
  readonly setting: EffectiveSetting;
  /** In the file. */
  readonly place: { readonly line: number; readonly column: number } | null;
};

export type SettingsChecked = {
  readonly file: string;
  readonly senders: number;
  readonly domains: number;
  readonly unusual: readonly ShownSetting[];
  /** Who else can read the file. */
  readonly readableBy: 'everyone' | 'its group' | null;
  /** Dotted paths of those that are in it. */
  readonly secrets: readonly string[];
  readonly warnings: readonly Text[];
};

export type SettingsShown = { readonly file: string | null; readonly settings: readonly ShownSetting[] };

const VERSION = 1;

export function checkedLines(checked: SettingsChecked, terminal: Terminal): readonly string[] {
  const { language } = terminal;
  const { file, senders, domains, unusual, warnings } = checked;
  return [
    paint(terminal, 'green', say.isValid(printable(file, 500))[language]),
    say.watched(senders, domains)[language],
    ...section(
      say.UNUSUAL,
      unusual.flatMap((one, index) => explained(one, unusual[index - 1], terminal)),
      terminal,
    ),
    ...openLines(checked, terminal),
    ...section(
      say.WARNINGS,
      warnings.flatMap((one) => wrap(printable(one[language]), terminal.width, '  ')),
      terminal,
    ),
    '',
    say.ALL_USUAL[language],
  ];
}

function section(title: Text, lines: readonly string[], terminal: Terminal): readonly string[] {
  return lines.length === 0 ? [] : ['', paint(terminal, 'bold', `${title[terminal.language]}:`), ...lines];
}

/** What it means is said once, of several keys. */
function explained(
  { setting, place }: ShownSetting,
  before: ShownSetting | undefined,
  terminal: Terminal,
): readonly string[] {
  const { language } = terminal;
  const name = nameOf(setting);
  const text = meaning(setting);
  const where = place === null ? '' : `  (${say.inLine(place.line)[language]})`;
  return [
    `  ${paint(terminal, 'cyan', printable(name, 80))}  ${valueText(setting.value, language).replaceAll('\n', ', ')}${paint(terminal, 'dim', where)}`,
    ...(before !== undefined && meaning(before.setting) === text ? [] : wrap(text[language], terminal.width, '      ')),
  ];
}

const nameOf = ({ path }: EffectiveSetting): string => path.join('.');

/** Of a key, what the keys are. */
const meaning = ({ path }: EffectiveSetting): Text => meaningOf((path[0] === 'keys' ? ['keys'] : path).join('.'));

function openLines({ file, readableBy, secrets }: SettingsChecked, terminal: Terminal): readonly string[] {
  if (readableBy === null || secrets.length === 0) return [];
  const names = secrets.map((name) => printable(name, 60));
  const lines = wrap(say.openSecrets(readableBy, names)[terminal.language], terminal.width, '  ');
  return section(say.OPEN_FILE, [...lines, `    chmod 600 ${quoted(file)}`], terminal);
}

export const checkedJson = (checked: SettingsChecked, language: Language): readonly string[] => {
  const { unusual, warnings, ...rest } = checked;
  const shown = {
    schemaVersion: VERSION,
    ...rest,
    unusual: unusual.map((one) => ({ ...jsonOf(one), meaning: meaning(one.setting)[language] })),
    warnings: warnings.map((one) => one[language]),
  };
  return [jsonText(shown, 2)];
};

function jsonOf({ setting, place }: ShownSetting): object {
  const { value, from } = setting;
  const variable = setting.from === 'environment' ? { variable: setting.variable } : {};
  return { setting: nameOf(setting), value, from, ...variable, ...place };
}

export const shownJson = ({ file, settings }: SettingsShown): readonly string[] => [
  jsonText({ schemaVersion: VERSION, file, settings: settings.map(jsonOf) }, 2),
];

export function shownLines({ file, settings }: SettingsShown, terminal: Terminal): readonly string[] {
  const { language } = terminal;
  const head = [say.HEAD.setting, say.HEAD.value, say.HEAD.from].map((one) => one[language]);
  const rows = settings.map((one) => [
    printable(nameOf(one.setting), 80),
    valueText(one.setting.value, language),
    originText(one, language),
  ]);
  const title = file === null ? say.NO_FILE_READ : say.settingsOf(printable(file, 500));
  return [...wrap(title[language], terminal.width, ''), '', ...tableLines([head, ...rows], terminal)];
}

/** Where three columns have no room: the name, and under it the value and where it comes from. */
const narrowLines = (rows: readonly (readonly string[])[], { width }: Terminal): readonly string[] =>
  rows.flatMap(([setting = '', value = '', origin = '']) => [
    setting,
    ...`${value} (${origin})`.split('\n').flatMap((line) => wrap(line, width, '  ')),
  ]);

const MIN_VALUE = 16;

/** Long values are wrapped in their column. */
function tableLines(rows: readonly (readonly string[])[], terminal: Terminal): readonly string[] {
  const widest = (column: number): number =>
    Math.max(...rows.flatMap((row) => (row[column] ?? '').split('\n').map(columns)));
  const [name, from] = [widest(0), widest(2)];
  const left = terminal.width - name - from - 4;
  if (left < Math.min(widest(1), MIN_VALUE)) return narrowLines(rows.slice(1), terminal);
  const room = Math.min(widest(1), left);
  return rows.flatMap(([setting = '', value = '', origin = ''], index) =>
    value
      .split('\n')
      .flatMap((text) => wrap(text, room, ''))
      .map((part, line) => {
        const text =
          line === 0 ? `${padded(setting, name)}  ${padded(part, room)}  ${origin}` : `${padded('', name)}  ${part}`;
        return index === 0 ? paint(terminal, 'bold', text.trimEnd()) : text.trimEnd();
      }),
  );
}

function originText({ setting, place }: ShownSetting, language: Language): string {
  if (setting.from === 'environment') return setting.variable;
  return place === null ? say.BY_DEFAULT[language] : say.inLine(place.line)[language];
}

const MOST_SHOWN = 8;

/** A value as people write it: without quotes and brackets where nothing is lost. */
function valueText(value: unknown, language: Language): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return say.NO_VALUES[language];
    const shown = value.slice(0, MOST_SHOWN).map(entryText);
    const left = value.length - shown.length;
    // Entries of several words have a line each.
    const between = shown.some((one) => one.includes(' ')) ? '\n' : ', ';
    return [...shown, ...(left === 0 ? [] : [say.more(left)[language]])].join(between);
  }
  return entryText(value);
}

function entryText(value: unknown): string {
  const sender = isObject(value) ? senderText(value) : null;
  if (sender !== null) return printable(sender, 200);
  return printable(typeof value === 'string' ? value : JSON.stringify(value), 200);
}

/** `203.0.113.25 (example.com, HELO mail.example.com)`; null for what is more than that. */
function senderText({ address, domains = [], helo, ...more }: JsonObject): string | null {
  if (typeof address !== 'string' || !Array.isArray(domains) || Object.keys(more).length > 0) return null;
  const about = [...domains, ...(helo === undefined ? [] : [`HELO ${helo}`])];
  return about.length === 0 ? address : `${address} (${about.join(', ')})`;
}
