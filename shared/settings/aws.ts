/**
 * What only the deployment on AWS needs: `infra` and `adapters/aws` use it. It is a part of the one settings file, so a laptop
 * that reads the file refuses what is wrong in it with the same words.
 */
import * as v from 'valibot';
import { fieldsOfChannels } from '../channels/index.ts';
import { REGION } from '../model/region.ts';
import { fields, ships } from '../model/setting.ts';
import { EmailSetting, textUpTo, wholeFrom } from '../model/setting-values.ts';
import { DomainSetting } from './values.ts';

const RoleArn = v.pipe(
  textUpTo(2048),
  v.regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/, 'expected the ARN of a role'),
);
const Region = v.pipe(textUpTo(30), v.regex(REGION, 'expected a Region such as eu-west-1'));
const ZoneId = v.pipe(
  textUpTo(32),
  v.regex(/^Z[A-Z0-9]+$/, 'expected the id of a hosted zone, such as Z0123456789ABCDEFGHIJ'),
);
const TopicArn = v.pipe(
  textUpTo(2048),
  v.regex(/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/, 'expected the ARN of a standard SNS topic'),
);
const KeyArn = v.pipe(
  textUpTo(2048),
  v.regex(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/, 'expected the ARN of a KMS key (not of an alias)'),
);

const Account = fields({ roleArn: ships(RoleArn), externalId: ships(textUpTo(1224)) });

const ApiAuth = v.variant('type', [
  fields({ type: ships(v.literal('iam')) }),
  fields({ type: ships(v.literal('token')) }),
  fields({
    type: ships(v.literal('jwt')),
    issuer: ships(v.pipe(textUpTo(2048), v.url('expected an https address'))),
    audience: ships(v.pipe(v.array(textUpTo(500)), v.minLength(1))),
  }),
]);

const Zone = fields({
  id: ships(ZoneId),
  recordNames: ships(
    v.pipe(
      v.array(DomainSetting),
      v.minLength(1, 'expected the host names, such as mail.example.com'),
      v.maxLength(200),
    ),
  ),
});

const InboxSettings = v.pipe(
  fields({
    topicArn: ships(v.exactOptional(TopicArn)),
    addresses: ships(v.exactOptional(v.pipe(v.array(EmailSetting), v.minLength(1), v.maxLength(100)))),
  }),
  v.check(
    ({ topicArn, addresses }) => topicArn !== undefined || addresses !== undefined,
    'expected topicArn, addresses or both',
  ),
);

export const AwsSettings = fields({
  ...fieldsOfChannels('aws'),
  /** Instead of every enabled Region. */
  regions: ships(v.exactOptional(v.pipe(v.array(Region), v.minLength(1)))),
  /** Roles in other accounts, read only (README, "Other accounts"). */
  accounts: ships(v.optional(v.pipe(v.array(Account), v.maxLength(500)), [])),
  /** Also watch the IPv6 addresses of instances. */
  instanceIpv6: ships(v.optional(v.boolean(), false)),
  /** Check functions at a time. */
  workers: ships(v.optional(wholeFrom(1, 40), 5)),
  apiAuth: ships(v.optional(ApiAuth, { type: 'iam' })),
  /** A table that an earlier deployment left: its memory goes on instead of an empty one. */
  tableName: ships(
    v.exactOptional(v.pipe(textUpTo(255), v.regex(/^[\w.-]{3,}$/, 'expected the name of a DynamoDB table'))),
  ),
  /** Encrypts both topics at rest; the key's own policy must let CloudWatch use it (README, "Settings"). */
  kmsKeyArn: ships(v.exactOptional(KeyArn)),
  /** `manage`: the tag `postwatch:ptr` is enforced by each run where `postwatch:manage=true` stands; `advise`: only told. */
  reverseDns: ships(v.optional(v.picklist(['advise', 'manage']), 'advise')),
  /** Public hosted zones in which forward records may be made, each for these names and no others. */
  zones: ships(v.optional(v.pipe(v.array(Zone), v.maxLength(20)), [])),
  /** Bounces are read where they arrive (README, "Bounces"): a topic of SES notifications, addresses that SES receives. */
  inbox: ships(v.exactOptional(InboxSettings)),
  /** X-Ray traces of the run and the functions. */
  tracing: ships(v.optional(v.boolean(), false)),
});
