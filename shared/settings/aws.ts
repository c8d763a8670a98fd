/**
 * What only the deployment on AWS needs: `infra` and `adapters/aws` use it. It is a part of the one settings file, so a laptop
 * that reads the file refuses what is wrong in it with the same words. What each entry means is in `meanings.ts`.
 */
import * as v from 'valibot';
import { fieldsOfChannels } from '../channels/index.ts';
import { REGION } from '../model/region.ts';
import { fields, ships } from '../model/setting.ts';
import { EmailSetting, textUpTo, wholeFrom } from '../model/setting-values.ts';
import { DomainSetting } from './values.ts';
import { EXPECTED } from './words.ts';

const RoleArn = v.pipe(textUpTo(2048), v.regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/, EXPECTED.roleArn));
const Region = v.pipe(textUpTo(30), v.regex(REGION, EXPECTED.region));
const ZoneId = v.pipe(textUpTo(32), v.regex(/^Z[A-Z0-9]+$/, EXPECTED.zoneId));
const TopicArn = v.pipe(
  textUpTo(2048),
  v.regex(/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/, EXPECTED.topicArn),
);
const KeyArn = v.pipe(textUpTo(2048), v.regex(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/, EXPECTED.keyArn));

const Account = fields({ roleArn: ships(RoleArn), externalId: ships(textUpTo(1224)) });

/** `scope-token` (RFC 6749 section 3.3). */
const Scope = v.pipe(textUpTo(200), v.regex(/^[!#-[\]-~]+$/, EXPECTED.scope));

const ApiAuth = v.variant('type', [
  fields({ type: ships(v.literal('iam')) }),
  fields({ type: ships(v.literal('token')) }),
  fields({
    type: ships(v.literal('jwt')),
    issuer: ships(v.pipe(textUpTo(2048), v.url(EXPECTED.issuer))),
    audience: ships(v.pipe(v.array(textUpTo(500)), v.minLength(1))),
    readScope: ships(v.exactOptional(Scope)),
    writeScope: ships(v.exactOptional(Scope)),
  }),
]);

const Zone = fields({
  id: ships(ZoneId),
  recordNames: ships(v.pipe(v.array(DomainSetting), v.minLength(1, EXPECTED.recordNames), v.maxLength(200))),
});

const InboxSettings = v.pipe(
  fields({
    topicArn: ships(v.exactOptional(TopicArn)),
    addresses: ships(v.exactOptional(v.pipe(v.array(EmailSetting), v.minLength(1), v.maxLength(100)))),
  }),
  v.check(({ topicArn, addresses }) => topicArn !== undefined || addresses !== undefined, EXPECTED.inbox),
);

export const AwsSettings = fields({
  ...fieldsOfChannels('aws'),
  regions: ships(v.exactOptional(v.pipe(v.array(Region), v.minLength(1)))),
  accounts: ships(v.optional(v.pipe(v.array(Account), v.maxLength(500)), [])),
  instanceIpv6: ships(v.optional(v.boolean(), false)),
  workers: ships(v.optional(wholeFrom(1, 40), 5)),
  apiAuth: ships(v.optional(ApiAuth, { type: 'iam' })),
  tableName: ships(v.exactOptional(v.pipe(textUpTo(255), v.regex(/^[\w.-]{3,}$/, EXPECTED.tableName)))),
  kmsKeyArn: ships(v.exactOptional(KeyArn)),
  reverseDns: ships(v.optional(v.picklist(['advise', 'manage']), 'advise')),
  zones: ships(v.optional(v.pipe(v.array(Zone), v.maxLength(20)), [])),
  inbox: ships(v.exactOptional(InboxSettings)),
  tracing: ships(v.optional(v.boolean(), false)),
});
