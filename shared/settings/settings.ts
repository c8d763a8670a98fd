/**
 * The one settings schema (`postwatch.json`), for `watch`, `check` and whatever deploys the product. The file is the
 * truth: a later start keeps what it says. A wrong value is refused with its path and what was expected there.
 */
import * as v from 'valibot';
import { addressRange, parseAddress } from '../model/address.ts';
import { defined } from '../model/defined.ts';
import { parseDomain } from '../model/domain.ts';
import { type Parsed, parsed, problem } from '../model/parsed.ts';
import { REGION } from '../model/region.ts';
import { parseFindingId, parseListId, parseTargetKey } from '../model/scope.ts';
import { parseServer } from '../model/server.ts';
import type { AddressTarget, DomainTarget, Target } from '../model/target.ts';
import { printable } from '../model/text.ts';
import { isZone } from '../model/time-input.ts';

/** A valibot action from one of our own parsers: its problem line becomes the issue's message. */
function by<T>(parse: (input: string) => Parsed<T>) {
  return v.rawTransform<string, T>(({ dataset, addIssue, NEVER }) => {
    const result = parse(dataset.value);
    if (result.ok) return result.value;
    addIssue({ message: result.problem });
    return NEVER;
  });
}

const text = (max: number) => v.pipe(v.string(), v.maxLength(max));
const Domain = v.pipe(text(1000), by(parseDomain));
const Address = v.pipe(text(100), by(parseSenderAddress));
const ListId = v.pipe(text(100), by(parseListId));
const FindingId = v.pipe(text(60), by(parseFindingId));
const TimeOfDay = v.pipe(text(5), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day such as 02:30'));

const Sender = v.strictObject({
  address: Address,
  domains: v.exactOptional(v.array(Domain)),
  helo: v.exactOptional(Domain),
});

const Email = v.pipe(text(320), v.email('expected a mail address'));
const RoleArn = v.pipe(
  text(2048),
  v.regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/, 'expected the ARN of a role'),
);

/** What only the deployment on AWS needs. */
const Aws = v.strictObject({
  /** Who is told; each must confirm the mail that SNS sends. */
  alertEmails: v.optional(v.pipe(v.array(Email), v.maxLength(20)), []),
  /** Instead of every enabled Region. */
  regions: v.exactOptional(
    v.pipe(v.array(v.pipe(text(30), v.regex(REGION, 'expected a Region such as eu-west-1'))), v.minLength(1)),
  ),
  /** Roles in other accounts, read only (README, "Other accounts"). */
  accounts: v.optional(
    v.pipe(v.array(v.strictObject({ roleArn: RoleArn, externalId: text(1224) })), v.maxLength(500)),
    [],
  ),
  /** Also watch the IPv6 addresses of instances. */
  instanceIpv6: v.optional(v.boolean(), false),
  /** Check functions at a time. */
  workers: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(40)), 5),
  apiAuth: v.optional(
    v.variant('type', [
      v.strictObject({ type: v.literal('iam') }),
      v.strictObject({ type: v.literal('token') }),
      v.strictObject({
        type: v.literal('jwt'),
        issuer: v.pipe(text(2048), v.url('expected an https address')),
        audience: v.pipe(v.array(text(500)), v.minLength(1)),
      }),
    ]),
    { type: 'iam' },
  ),
  /** A table that an earlier deployment left: its memory goes on instead of an empty one. */
  tableName: v.exactOptional(v.pipe(text(255), v.regex(/^[\w.-]{3,}$/, 'expected the name of a DynamoDB table'))),
  /** Encrypts both topics at rest; the key's own policy must let CloudWatch use it (README, "Settings"). */
  kmsKeyArn: v.exactOptional(
    v.pipe(
      text(2048),
      v.regex(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/, 'expected the ARN of a KMS key (not of an alias)'),
    ),
  ),
  /** A topic of its own in the schema of AWS's chat applications (README, "A chat channel"). */
  chat: v.optional(v.boolean(), false),
  /** `manage`: the tag `postwatch:ptr` is enforced by each run where `postwatch:manage=true` stands; `advise`: only told. */
  reverseDns: v.optional(v.picklist(['advise', 'manage']), 'advise'),
  /** Public hosted zones in which forward records may be made, each for these names and no others. */
  zones: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          id: v.pipe(
            text(32),
            v.regex(/^Z[A-Z0-9]+$/, 'expected the id of a hosted zone, such as Z0123456789ABCDEFGHIJ'),
          ),
          recordNames: v.pipe(
            v.array(Domain),
            v.minLength(1, 'expected the host names, such as mail.example.com'),
            v.maxLength(200),
          ),
        }),
      ),
      v.maxLength(20),
    ),
    [],
  ),
  /** Bounces are read where they arrive (README, "Bounces"): a topic of SES notifications, addresses that SES receives. */
  inbox: v.exactOptional(
    v.pipe(
      v.strictObject({
        topicArn: v.exactOptional(
          v.pipe(
            text(2048),
            v.regex(/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/, 'expected the ARN of a standard SNS topic'),
          ),
        ),
        addresses: v.exactOptional(v.pipe(v.array(Email), v.minLength(1), v.maxLength(100))),
      }),
      v.check(
        ({ topicArn, addresses }) => topicArn !== undefined || addresses !== undefined,
        'expected topicArn, addresses or both',
      ),
    ),
  ),
  /** X-Ray traces of the run and the functions. */
  tracing: v.optional(v.boolean(), false),
});

const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

/** The API, on AWS and on this machine. */
const Api = v.strictObject({
  /** A check younger than this is answered from memory. */
  cacheMinutes: v.optional(whole(0, 1440), 10),
  /** Checks of one caller. */
  checksPerMinute: v.optional(whole(1, 100_000), 60),
  checksPerDay: v.optional(whole(1, 10_000_000), 1000),
});

/** A window of every week (or of the days named), in the settings' time zone; one that ends before it begins goes over midnight. */
const Window = v.strictObject({
  days: v.exactOptional(v.pipe(v.array(v.picklist(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])), v.minLength(1))),
  from: TimeOfDay,
  until: TimeOfDay,
  target: v.exactOptional(v.pipe(text(1000), by(parseTargetKey))),
  list: v.exactOptional(ListId),
  finding: v.exactOptional(FindingId),
});

/** How many runs in a row it takes, and when people are reminded. */
const IncidentFields = v.strictObject({
  /** Agreeing runs before a problem that is not critical opens. */
  openAfter: v.optional(whole(1, 24), 2),
  /** Out of so many that gave a verdict; without it they must be in a row. */
  openWithin: v.exactOptional(whole(1, 24)),
  /** Clean runs before an incident clears. */
  clearAfter: v.optional(whole(1, 24), 2),
  /** Runs without a verdict before blindness is told. */
  blindAfter: v.optional(whole(1, 100), 3),
  /** Of what stands and nobody has acknowledged; without it nobody is reminded. */
  remindHours: v.exactOptional(whole(1, 8760)),
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
const Lookups = v.strictObject({
  /** Instead of the usual ones of mail, web, DNS and whois. */
  ports: v.exactOptional(v.pipe(v.array(whole(1, 65_535)), v.minLength(1), v.maxLength(100))),
});

const Schema = v.strictObject({
  senders: v.optional(v.pipe(v.array(Sender), v.maxLength(100_000)), []),
  domains: v.optional(v.pipe(v.array(Domain), v.maxLength(10_000)), []),
  resolvers: v.optional(v.pipe(v.array(v.pipe(text(100), by(parseServer))), v.maxLength(10)), []),
  lists: v.optional(
    v.strictObject({
      only: v.exactOptional(v.array(ListId)),
      add: v.exactOptional(v.array(ListId)),
      skip: v.exactOptional(v.array(ListId)),
      file: v.exactOptional(text(4096)),
    }),
    {},
  ),
  /** What `check` needs for exit code 0 and 1: a verdict of a critical list about every target. */
  require: v.exactOptional(v.picklist(['critical'], 'expected "critical"')),
  keys: v.optional(v.record(text(60), v.pipe(text(200), v.minLength(1, 'expected the key itself'))), {}),
  everyMinutes: v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(15, 'expected 15 or more: lists are not to be asked more often'),
      v.maxValue(1440),
    ),
    60,
  ),
  notices: v.optional(
    v.strictObject({
      webhook: v.exactOptional(
        v.pipe(
          text(2048),
          v.url('expected an http or https address'),
          v.regex(/^https?:\/\//, 'expected an http or https address'),
        ),
      ),
      /** Signs what the webhook gets (HMAC-SHA256), so that its receiver can tell it from anybody else's. */
      webhookSecret: v.exactOptional(v.pipe(text(200), v.minLength(16, 'expected a secret of 16 characters or more'))),
      language: v.optional(v.picklist(['en', 'ko']), 'en'),
      /** Times are given in UTC, and in this zone as well. */
      zone: v.optional(v.pipe(text(60), v.check(isZone, 'expected an IANA time zone such as Asia/Seoul')), 'UTC'),
      /** Nothing is told meanwhile; what still stands when a window is over is told then. */
      maintenance: v.optional(v.pipe(v.array(Window), v.maxLength(100)), []),
    }),
    {},
  ),
  incidents: v.optional(Incidents, {}),
  aws: v.exactOptional(Aws),
  api: v.optional(Api, {}),
  lookups: v.optional(Lookups, {}),
  memory: v.optional(v.pipe(text(4096), v.minLength(1)), 'postwatch.db'),
});

export type Settings = v.InferOutput<typeof Schema>;

/** As a person writes it, before defaults. */
export type SettingsInput = v.InferInput<typeof Schema>;

export const DEFAULT_SETTINGS: Settings = v.parse(Schema, {});

/** From parsed JSON. The problem names the value's path and what was expected. */
export function parseSettings(json: unknown): Parsed<Settings> {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return problem('expected an object such as {"senders": [...]}');
  const result = v.safeParse(Schema, json, { abortEarly: true });
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
  const secret = path.startsWith('keys') || path.includes('webhook');
  const received = secret ? '' : ` but found ${printable(String(issue.received), 80)}`;
  const own = !issue.message.startsWith('Invalid');
  return own
    ? `${path}: ${issue.message}`
    : `${path}: expected ${printable(String(issue.expected ?? 'another value'), 80)}${received}`;
}

/** An address that may be watched; a private one may not. */
export function parseSenderAddress(input: string): Parsed<AddressTarget['address']> {
  const result = parseAddress(input);
  if (!result.ok) return result;
  const range = addressRange(result.value);
  return range.kind === 'refused' ? problem(`${result.value.text} cannot be checked: ${range.why}`) : result;
}

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
