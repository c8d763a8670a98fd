/**
 * From what a person wrote to what is deployed: postwatch.json, single values from `-c`, and the file of lists, all
 * checked before anything is built. The functions get the same settings as a file beside their code (an environment holds
 * 4 KB), with what the schema lets into an asset and nothing else: secrets live in SSM.
 */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ChannelByHttp, ChannelByTopic, ChannelKind } from '../shared/channels/core/kind.ts';
import { writeVariable } from '../shared/channels/core/variable.ts';
import { CHANNEL_KINDS } from '../shared/channels/index.ts';
import { isOwnResolver } from '../shared/dns/public-resolvers.ts';
import { parseLists } from '../shared/dnsbl/list.ts';
import { LISTS } from '../shared/dnsbl/lists.ts';
import { selectFromFile, selectLists } from '../shared/dnsbl/selection.ts';
import { defined } from '../shared/model/defined.ts';
import { unreadableText } from '../shared/model/file-words.ts';
import { isObject, type JsonObject } from '../shared/model/json.ts';
import { jsonPlaceText, offsetOf, readJsonText } from '../shared/model/json-text.ts';
import { type Text, within } from '../shared/model/language.ts';
import { type JsonPath, type Parsed, parsed, problem } from '../shared/model/parsed.ts';
import { assetOf } from '../shared/settings/asset.ts';
import { parseSettings, type Settings, type SettingsInput, SettingsSchema } from '../shared/settings/settings.ts';
import { NO_OBJECT } from '../shared/settings/words.ts';

export type { SettingsInput };

/** A value that a person can put right; its message is one line. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly text: Text;
  constructor(text: Text) {
    super(text.en);
    this.text = text;
  }
}

export type Deployment = {
  readonly everyMinutes: number;
  readonly aws: NonNullable<Settings['aws']>;
  readonly notices: Pick<Settings['notices'], 'language' | 'zone'>;
  /** Those that the settings ask for. */
  readonly channels: readonly DeployedChannel[];
  /** What lies beside the code of each function: file name -> text. */
  readonly files: Readonly<Record<string, string>>;
  /** Lines about settings that mean nothing on AWS. */
  readonly warnings: readonly string[];
};

export type DeployedChannel = {
  readonly kind: ChannelKind;
  readonly aws: ChannelByTopic | ChannelByHttp;
  /** What its variable says, unless it is the ARN of its topic. */
  readonly value: string;
};

/** `-c settings=file`, or postwatch.json. */
function settingsFileIn(context: (key: string) => unknown, folder: string): string {
  const named = context('settings');
  return path.resolve(folder, typeof named === 'string' ? named : 'postwatch.json');
}

/** Where relative paths in the settings start from. */
export const settingsFolderOf = (context: (key: string) => unknown, folder: string): string =>
  path.dirname(settingsFileIn(context, folder));

/** The settings file with `-c` values put over it, found right. A file that was not named may be absent. */
export function readSettings(context: (key: string) => unknown, folder: string): Parsed<SettingsInput> {
  const file = settingsFileIn(context, folder);
  const text = readText(file, context('settings') === undefined);
  if (!text.ok) return text;
  const json = readJsonText(file, text.value, (value) => (isObject(value) ? parsed(value) : problem(NO_OBJECT)));
  if (!json.ok) return json;
  const settings = withOverrides(json.value, context);
  const checked = parseSettings(settings);
  if (checked.ok) return parsed(settings as SettingsInput);
  const place =
    overrideAt(checked.at ?? [], context) ?? jsonPlaceText(file, text.value, offsetOf(text.value, checked.at));
  return problem(within(place, checked.problem));
}

const commas = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** By context key: where the value goes, and what the text of `-c key=text` means. */
const OVERRIDES: Readonly<Record<string, { in: 'top' | 'aws'; as: string; read: (text: string) => unknown }>> = {
  alertEmail: { in: 'aws', as: 'alertEmails', read: commas },
  domains: { in: 'top', as: 'domains', read: commas },
  everyMinutes: { in: 'top', as: 'everyMinutes', read: Number },
  regions: { in: 'aws', as: 'regions', read: commas },
  apiAuth: { in: 'aws', as: 'apiAuth', read: (type) => ({ type }) },
  tableName: { in: 'aws', as: 'tableName', read: String },
  kmsKeyArn: { in: 'aws', as: 'kmsKeyArn', read: String },
};

/** `-c regions`, where that is what has set the value there. */
function overrideAt(path: JsonPath, context: (key: string) => unknown): string | undefined {
  const within = path[0] === 'aws' ? path.slice(1) : path;
  const place = path[0] === 'aws' ? 'aws' : 'top';
  const found = Object.entries(OVERRIDES).find(
    ([key, { in: where, as }]) => where === place && as === within[0] && context(key) !== undefined,
  );
  return found === undefined ? undefined : `-c ${found[0]}`;
}

function withOverrides(base: JsonObject, context: (key: string) => unknown): JsonObject {
  const top: Record<string, unknown> = { ...base };
  const aws: Record<string, unknown> = isObject(base['aws']) ? { ...base['aws'] } : {};
  for (const [key, { in: place, as, read }] of Object.entries(OVERRIDES)) {
    const value = context(key);
    if (value === undefined) continue;
    (place === 'aws' ? aws : top)[as] = typeof value === 'string' ? read(value) : value;
  }
  return { ...top, aws: isObject(base['aws'] ?? {}) ? aws : base['aws'] };
}

/** Throws `SettingsError`. `folder` is where a relative `lists.file` starts from. */
export function deploymentOf(input: SettingsInput, folder: string): Deployment {
  const settings = orThrow(parseSettings({ ...input, aws: input.aws ?? {} }));
  const aws = settings.aws;
  if (aws === undefined || aws.alertEmails.length === 0) {
    throw new SettingsError(NOBODY_NOTIFIED);
  }
  const { file } = settings.lists;
  const table = file === undefined ? undefined : orThrow(readJson(path.resolve(folder, file)));
  orThrow(selection(table, settings), file);
  const { language, zone } = settings.notices;
  const { shipped, warnings } = assetOf(SettingsSchema, input);
  // The functions read it again: what stays behind must not be missed there.
  orThrow(parseSettings(shipped));
  return {
    everyMinutes: settings.everyMinutes,
    aws,
    notices: { language, zone },
    channels: channelsIn(settings, aws),
    files: {
      'settings.json': `${JSON.stringify(shipped)}\n`,
      ...defined({ 'lists.json': table === undefined ? undefined : `${JSON.stringify(table)}\n` }),
    },
    warnings: warnings.map((line) => line[language]),
  };
}

function channelsIn({ notices }: Settings, aws: Deployment['aws']): readonly DeployedChannel[] {
  const own: JsonObject = { ...notices, ...aws };
  return CHANNEL_KINDS.flatMap((kind) => {
    if (kind.aws === null || !kind.aws.isOn(own)) return [];
    const value = writeVariable({ ...kind.settings.notices, ...kind.settings.aws }, own);
    return [{ kind, aws: kind.aws, value }];
  });
}

/** The lists that would be asked, only to see at synth whether the choice and the file are right. */
function selection(table: unknown, settings: Settings): Parsed<unknown> {
  if (table === undefined) return selectLists(LISTS, settings.lists, isOwnResolver(settings.resolvers));
  const lists = parseLists(table);
  return lists.ok ? selectFromFile(lists.value, settings.lists) : lists;
}

function readJson(file: string): Parsed<unknown> {
  const text = readText(file, false);
  return text.ok ? readJsonText(file, text.value, parsed) : text;
}

/** `mayBeAbsent`: then a file that is not there is an empty object. */
function readText(file: string, mayBeAbsent: boolean): Parsed<string> {
  try {
    // Some editors write a byte order mark, which is not part of the text.
    return parsed(readFileSync(file, 'utf8').replace(/^\ufeff/, ''));
  } catch (error) {
    if (mayBeAbsent && (error as NodeJS.ErrnoException).code === 'ENOENT') return parsed('{}');
    return problem(within(file, unreadableText(error)));
  }
}

function orThrow<T>(result: Parsed<T>, file?: string): T {
  if (result.ok) return result.value;
  throw new SettingsError(file === undefined ? result.problem : within(file, result.problem));
}

const NOBODY_NOTIFIED: Text = {
  en: 'aws.alertEmails: nobody would be notified; add {"aws": {"alertEmails": ["ops@example.com"]}} to postwatch.json, or -c alertEmail=ops@example.com',
  ko: 'aws.alertEmails: 알림을 받을 사람이 없습니다. postwatch.json 파일에 {"aws": {"alertEmails": ["ops@example.com"]}} 설정을 추가하거나 -c alertEmail=ops@example.com 옵션을 붙이세요.',
};
