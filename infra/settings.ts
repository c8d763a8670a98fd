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
import { isObject, type JsonObject, readJsonText } from '../shared/model/json.ts';
import { within } from '../shared/model/language.ts';
import { type Parsed, parsed, problem } from '../shared/model/parsed.ts';
import { assetOf } from '../shared/settings/asset.ts';
import { parseSettings, type Settings, type SettingsInput, SettingsSchema } from '../shared/settings/settings.ts';

export type { SettingsInput };

/** A value that a person can put right; its message is one line. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
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

/** The settings file with `-c` values put over it. A file that was not named may be absent. */
export function readSettings(context: (key: string) => unknown, folder: string): Parsed<SettingsInput> {
  const named = context('settings');
  const file = settingsFileIn(context, folder);
  const json = readJson(file);
  if (!json.ok && (named !== undefined || !json.problem.en.endsWith(ABSENT))) return json;
  const base = json.ok ? json.value : {};
  if (!isObject(base)) return problem(`${file}: expected an object such as {"domains": ["example.com"]}`);
  return parsed(withOverrides(base, context) as SettingsInput);
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
    throw new SettingsError(
      'aws.alertEmails: nobody would be told; add {"aws": {"alertEmails": ["ops@example.com"]}} to postwatch.json, or -c alertEmail=ops@example.com',
    );
  }
  const { file } = settings.lists;
  const table = file === undefined ? undefined : orThrow(readJson(path.resolve(folder, file)));
  orThrow(selection(table, settings), file);
  const { language, zone } = settings.notices;
  const { shipped, told } = assetOf(SettingsSchema, input);
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
    warnings: told,
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

const ABSENT = 'there is no such file';

function readJson(file: string): Parsed<unknown> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    return problem(`${file}: ${code === 'ENOENT' ? ABSENT : `cannot be read (${code})`}`);
  }
  const read = readJsonText(text);
  return read.ok ? read : problem(within(file, read.problem));
}

function orThrow<T>(result: Parsed<T>, file?: string): T {
  if (result.ok) return result.value;
  throw new SettingsError(file === undefined ? result.problem.en : `${file}: ${result.problem.en}`);
}
