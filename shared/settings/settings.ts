/**
 * The one settings schema (`postwatch.json`), for `watch`, `check` and whatever deploys the product. The file is the
 * truth: a later start keeps what it says. A wrong value is refused with its path and what was expected there. Each entry says
 * whether it is deployed; those of a channel are in the channel's folder. What each one means is in `meanings.ts`.
 */
import * as v from 'valibot';
import { fieldsOfChannels } from '../channels/index.ts';
import { textWithoutSecrets } from '../model/hidden.ts';
import { LANGUAGES, within } from '../model/language.ts';
import { type Parsed, parsed, problem } from '../model/parsed.ts';
import { parseFindingId, parseListId, parseTargetKey } from '../model/scope.ts';
import { parseServer } from '../model/server.ts';
import { fields, secret, ships, stays, textOr } from '../model/setting.ts';
import { textUpTo, wholeFrom } from '../model/setting-values.ts';
import { isZone } from '../model/time-input.ts';
import { secretPaths, settingFates } from './asset.ts';
import { AwsSettings } from './aws.ts';
import { settingPath, wrongSetting } from './problems.ts';
import { AddressSetting, DomainSetting, parsePlainSender, readBy, senderText } from './values.ts';
import { EXPECTED, MEMORY_STAYS, NO_OBJECT, namedTwice } from './words.ts';

const ListId = v.pipe(textUpTo(100), readBy(parseListId));
const FindingId = v.pipe(textUpTo(60), readBy(parseFindingId));
const TimeOfDay = v.pipe(textUpTo(5), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, EXPECTED.timeOfDay));

const SenderEntry = fields({
  address: ships(AddressSetting),
  domains: ships(v.exactOptional(v.array(DomainSetting))),
  helo: ships(v.exactOptional(DomainSetting)),
});

const Sender = textOr(v.pipe(textUpTo(1000), readBy(parsePlainSender)), SenderEntry);

const Api = fields({
  cacheMinutes: ships(v.optional(wholeFrom(0, 1440), 10)),
  checksPerMinute: ships(v.optional(wholeFrom(1, 100_000), 60)),
  checksPerDay: ships(v.optional(wholeFrom(1, 10_000_000), 1000)),
});

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** A window of every week (or of the days named), in the settings' time zone; one that ends before it begins goes over midnight. */
const Window = fields({
  days: ships(v.exactOptional(v.pipe(v.array(v.picklist(DAYS)), v.minLength(1)))),
  from: ships(TimeOfDay),
  until: ships(TimeOfDay),
  target: ships(v.exactOptional(v.pipe(textUpTo(1000), readBy(parseTargetKey)))),
  list: ships(v.exactOptional(ListId)),
  finding: ships(v.exactOptional(FindingId)),
});

const IncidentFields = fields({
  openAfter: ships(v.optional(wholeFrom(1, 24), 2)),
  openWithin: ships(v.exactOptional(wholeFrom(1, 24))),
  clearAfter: ships(v.optional(wholeFrom(1, 24), 2)),
  blindAfter: ships(v.optional(wholeFrom(1, 100), 3)),
  remindHours: ships(v.exactOptional(wholeFrom(1, 8760))),
});
const Incidents = v.pipe(
  IncidentFields,
  v.forward(
    v.check(({ openAfter, openWithin = openAfter }) => openWithin >= openAfter, EXPECTED.openWithin),
    ['openWithin'],
  ),
);

const Lookups = fields({
  ports: ships(v.exactOptional(v.pipe(v.array(wholeFrom(1, 65_535)), v.minLength(1), v.maxLength(100)))),
});

const Lists = fields({
  only: ships(v.exactOptional(v.array(ListId))),
  add: ships(v.exactOptional(v.array(ListId))),
  skip: ships(v.exactOptional(v.array(ListId))),
  // What is in it is deployed, as a file of its own.
  file: stays(v.exactOptional(textUpTo(4096)), null),
});

const Notices = fields({
  ...fieldsOfChannels('notices'),
  language: ships(v.optional(v.picklist(LANGUAGES), 'en')),
  zone: ships(v.optional(v.pipe(textUpTo(60), v.check(isZone, EXPECTED.zone)), 'UTC')),
  maintenance: ships(v.optional(v.pipe(v.array(Window), v.maxLength(100)), [])),
});

const Minutes = v.pipe(v.number(), v.integer(), v.minValue(15, EXPECTED.everyMinutes), v.maxValue(1440));

const Key = v.pipe(textUpTo(200), v.minLength(1, EXPECTED.key));

export const SettingsSchema = fields({
  $schema: stays(v.exactOptional(textUpTo(2048)), null),
  senders: ships(v.optional(v.pipe(v.array(Sender), v.maxLength(100_000)), [])),
  domains: ships(v.optional(v.pipe(v.array(DomainSetting), v.maxLength(10_000)), [])),
  resolvers: ships(v.optional(v.pipe(v.array(v.pipe(textUpTo(100), readBy(parseServer))), v.maxLength(10)), [])),
  lists: ships(v.optional(Lists, {})),
  require: ships(v.exactOptional(v.picklist(['critical']))),
  keys: secret(v.optional(v.record(textUpTo(60), Key), {}), { parameter: '/postwatch/keys' }),
  everyMinutes: ships(v.optional(Minutes, 60)),
  notices: ships(v.optional(Notices, {})),
  incidents: ships(v.optional(Incidents, {})),
  aws: ships(v.exactOptional(AwsSettings)),
  api: ships(v.optional(Api, {})),
  lookups: ships(v.optional(Lookups, {})),
  memory: stays(v.optional(v.pipe(textUpTo(4096), v.minLength(1)), 'postwatch.db'), MEMORY_STAYS),
});

type Read = v.InferOutput<typeof SettingsSchema>;
type SenderSettings = v.InferOutput<typeof SenderEntry>;

/** Addresses and domains apart, however they were written. */
export type Settings = Omit<Read, 'senders' | '$schema'> & { readonly senders: readonly SenderSettings[] };

/** As a person writes it, before defaults. */
export type SettingsInput = v.InferInput<typeof SettingsSchema>;

/** From parsed JSON. The problem names the value's path and what was expected. */
/** What is wrong is said without the secrets in it. */
export function parseSettings(json: unknown): Parsed<Settings> {
  const read = settingsOf(json);
  return read.ok ? read : problem(textWithoutSecrets(read.problem), read.at);
}

function settingsOf(json: unknown): Parsed<Settings> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return problem(NO_OBJECT, []);
  const result = v.safeParse(SettingsSchema, json, { abortEarly: true });
  if (!result.success) return wrongSetting(SettingsSchema, json, { secrets: SECRETS, names: SETTING_NAMES });
  const settings = settingsFrom(result.output);
  const again = secondOf(result.output.senders.map(senderText));
  const twice = result.output.senders[again];
  if (twice === undefined) return parsed(settings);
  const path = ['senders', again];
  return problem(within(settingPath(path), namedTwice(senderText(twice))), path);
}

/** Where one of them is there again; -1: nowhere. */
function secondOf(texts: readonly string[]): number {
  const seen = new Set<string>();
  return texts.findIndex((text) => seen.size === seen.add(text).size);
}

function settingsFrom({ senders, domains, $schema: _, ...rest }: Read): Settings {
  const named = senders.flatMap((one) => ('domain' in one ? [one.domain] : []));
  return {
    ...rest,
    senders: senders.flatMap((one) => ('domain' in one ? [] : [one])),
    domains: [...new Set([...domains, ...named])],
  };
}

const SECRETS = secretPaths(SettingsSchema);

/** Of all settings, at any depth: what is not among them, or nearly, is not shown. */
export const SETTING_NAMES: readonly string[] = [
  ...new Set([...settingFates(SettingsSchema).keys()].flatMap((path) => path.split('.'))),
];

/** Whether there is any in them: anyone who may read the file has it. */
export const holdSecrets = (settings: Settings): boolean => secretsIn(settings).length > 0;

/** Dotted paths of those that are there. */
export const secretsIn = (settings: Settings): readonly string[] =>
  SECRETS.flatMap((path) => {
    const value = path
      .split('.')
      .reduce<unknown>((at, key) => (at as Readonly<Record<string, unknown>>)?.[key], settings);
    if (typeof value === 'object' && value !== null) return Object.keys(value).map((key) => `${path}.${key}`);
    return value === undefined ? [] : [path];
  });
