/**
 * The one settings schema (`postwatch.json`), for `watch`, `check` and whatever deploys the product. The file is the
 * truth: a later start keeps what it says. A wrong value is refused with its path and what was expected there. Each entry says
 * whether it is deployed; those of a channel stand in the channel's folder.
 */
import * as v from 'valibot';
import { fieldsOfChannels } from '../channels/index.ts';
import { defined } from '../model/defined.ts';
import { LANGUAGES } from '../model/language.ts';
import { type Parsed, parsed, problem } from '../model/parsed.ts';
import { parseFindingId, parseListId, parseTargetKey } from '../model/scope.ts';
import { parseServer } from '../model/server.ts';
import { fields, secret, ships, stays } from '../model/setting.ts';
import { textUpTo, wholeFrom } from '../model/setting-values.ts';
import type { AddressTarget, DomainTarget, Target } from '../model/target.ts';
import { printable } from '../model/text.ts';
import { isZone } from '../model/time-input.ts';
import { secretPaths } from './asset.ts';
import { AwsSettings } from './aws.ts';
import { AddressSetting, DomainSetting, readBy } from './values.ts';

const ListId = v.pipe(textUpTo(100), readBy(parseListId));
const FindingId = v.pipe(textUpTo(60), readBy(parseFindingId));
const TimeOfDay = v.pipe(textUpTo(5), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day such as 02:30'));

const Sender = fields({
  address: ships(AddressSetting),
  domains: ships(v.exactOptional(v.array(DomainSetting))),
  helo: ships(v.exactOptional(DomainSetting)),
});

/** The API, on AWS and on this machine. */
const Api = fields({
  /** A check younger than this is answered from memory. */
  cacheMinutes: ships(v.optional(wholeFrom(0, 1440), 10)),
  /** Checks of one caller. */
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

/** How many runs in a row it takes, and when people are reminded. */
const IncidentFields = fields({
  /** Agreeing runs before a problem that is not critical opens. */
  openAfter: ships(v.optional(wholeFrom(1, 24), 2)),
  /** Out of so many that gave a verdict; without it they must be in a row. */
  openWithin: ships(v.exactOptional(wholeFrom(1, 24))),
  /** Clean runs before an incident clears. */
  clearAfter: ships(v.optional(wholeFrom(1, 24), 2)),
  /** Runs without a verdict before blindness is told. */
  blindAfter: ships(v.optional(wholeFrom(1, 100), 3)),
  /** Of what stands and nobody has acknowledged; without it nobody is reminded. */
  remindHours: ships(v.exactOptional(wholeFrom(1, 8760))),
});
const Incidents = v.pipe(
  IncidentFields,
  v.forward(
    v.check(
      ({ openAfter, openWithin = openAfter }) => openWithin >= openAfter,
      'expected no less than openAfter (2 unless it is set)',
    ),
    ['openWithin'],
  ),
);

/** What lookups may connect to. */
const Lookups = fields({
  /** Instead of the usual ones of mail, web, DNS and whois. */
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
  /** Times are given in UTC, and in this zone as well. */
  zone: ships(
    v.optional(v.pipe(textUpTo(60), v.check(isZone, 'expected an IANA time zone such as Asia/Seoul')), 'UTC'),
  ),
  /** Nothing is told meanwhile; what still stands when a window is over is told then. */
  maintenance: ships(v.optional(v.pipe(v.array(Window), v.maxLength(100)), [])),
});

const Minutes = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(15, 'expected 15 or more: lists are not to be asked more often'),
  v.maxValue(1440),
);

const Key = v.pipe(textUpTo(200), v.minLength(1, 'expected the key itself'));

export const SettingsSchema = fields({
  senders: ships(v.optional(v.pipe(v.array(Sender), v.maxLength(100_000)), [])),
  domains: ships(v.optional(v.pipe(v.array(DomainSetting), v.maxLength(10_000)), [])),
  resolvers: ships(v.optional(v.pipe(v.array(v.pipe(textUpTo(100), readBy(parseServer))), v.maxLength(10)), [])),
  lists: ships(v.optional(Lists, {})),
  /** What `check` needs for exit code 0 and 1: a verdict of a critical list about every target. */
  require: ships(v.exactOptional(v.picklist(['critical'], 'expected "critical"'))),
  keys: secret(v.optional(v.record(textUpTo(60), Key), {}), { parameter: '/postwatch/keys' }),
  everyMinutes: ships(v.optional(Minutes, 60)),
  notices: ships(v.optional(Notices, {})),
  incidents: ships(v.optional(Incidents, {})),
  aws: ships(v.exactOptional(AwsSettings)),
  api: ships(v.optional(Api, {})),
  lookups: ships(v.optional(Lookups, {})),
  memory: stays(
    v.optional(v.pipe(textUpTo(4096), v.minLength(1)), 'postwatch.db'),
    ' is not deployed: on AWS it is a DynamoDB table',
  ),
});

export type Settings = v.InferOutput<typeof SettingsSchema>;

/** As a person writes it, before defaults. */
export type SettingsInput = v.InferInput<typeof SettingsSchema>;

export const DEFAULT_SETTINGS: Settings = v.parse(SettingsSchema, {});

/** From parsed JSON. The problem names the value's path and what was expected. */
export function parseSettings(json: unknown): Parsed<Settings> {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return problem('expected an object such as {"senders": [...]}');
  const result = v.safeParse(SettingsSchema, json, { abortEarly: true });
  if (!result.success) return problem(describe(result.issues[0]));
  const addresses = result.output.senders.map(({ address }) => address.text);
  const twice = addresses.find((one, index) => addresses.indexOf(one) !== index);
  return twice === undefined
    ? parsed(result.output)
    : problem(`senders: ${twice} is named twice; give it all its domains in one entry`);
}

/** A secret never travels in a message: the value itself is left out wherever it could be one. */
function describe(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? 'the file';
  if (issue.type === 'strict_object' && issue.expected === 'never') return `${path}: there is no such setting`;
  if (issue.type === 'strict_object' && issue.received === 'undefined') return `${path}: this value is missing`;
  const isSecret = SECRETS.some((one) => path === one || path.startsWith(`${one}.`));
  const received = isSecret ? '' : ` but found ${printable(String(issue.received), 80)}`;
  const own = !issue.message.startsWith('Invalid');
  return own
    ? `${path}: ${issue.message}`
    : `${path}: expected ${printable(String(issue.expected ?? 'another value'), 80)}${received}`;
}

const SECRETS = secretPaths(SettingsSchema);

/** Whether there is any in them: whoever may read the file has it. */
export const holdSecrets = (settings: Settings): boolean =>
  SECRETS.some((path) => {
    const value = path
      .split('.')
      .reduce<unknown>((at, key) => (at as Readonly<Record<string, unknown>>)?.[key], settings);
    return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : value !== undefined;
  });

/** Every sender with its own domains, or the general ones; then every domain once. */
export function targetsOf({ senders, domains }: Settings): readonly Target[] {
  const addresses = senders.map(
    ({ address, domains: own, helo }): AddressTarget => ({
      kind: 'address',
      address,
      domains: own ?? domains,
      ...defined({ helo }),
    }),
  );
  const all = new Set([...domains, ...addresses.flatMap((target) => target.domains)]);
  return [...addresses, ...[...all].map((domain): DomainTarget => ({ kind: 'domain', domain }))];
}
