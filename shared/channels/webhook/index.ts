/** A webhook: JSON is posted to an address of the operator's, signed where both sides have a secret. */
import * as v from 'valibot';
import { MINUTE } from '../../model/duration.ts';
import { type Parsed, parsed, problem } from '../../model/parsed.ts';
import { secret } from '../../model/setting.ts';
import { textUpTo } from '../../model/setting-values.ts';
import { channelKind, type OwnSettings } from '../core/kind.ts';
import { type PostLetter, postingChannel } from '../core/posting.ts';
import { WEBHOOK_LIMITS } from './limits.ts';

const ADDRESS = '/postwatch/webhook-url';
const SECRET = '/postwatch/webhook-secret';
const storeAddress = `aws ssm put-parameter --type SecureString --overwrite --name ${ADDRESS} --value <address>`;

const Address = v.pipe(
  textUpTo(2048),
  v.url('expected an http or https address'),
  v.regex(/^https?:\/\//, 'expected an http or https address'),
);

const notices = {
  /** Of an address the path is often the secret. */
  webhook: secret(v.exactOptional(Address), {
    parameter: ADDRESS,
    told: ` is not deployed, since it may be a secret: ${storeAddress}`,
  }),
  /** Signs what the webhook gets (HMAC-SHA256), so that its receiver can tell it from anybody else's. */
  webhookSecret: secret(
    v.exactOptional(v.pipe(textUpTo(200), v.minLength(16, 'expected a secret of 16 characters or more'))),
    {
      variable: 'POSTWATCH_WEBHOOK_SECRET',
      parameter: SECRET,
      told: ` is not deployed: store it in the same way, as ${SECRET}`,
    },
  ),
};

/** Between passes, after so many that failed one after the other: one failure is an accident, and the next pass tries again. */
export const WEBHOOK_BACK_OFF_MS: readonly number[] = [0, 5, 15, 30, 60, 120].map((minutes) => minutes * MINUTE);

const open = postingChannel<typeof notices>({
  id: 'webhook',
  name: 'the webhook',
  backOffMs: WEBHOOK_BACK_OFF_MS,
  addressIn,
  letter: async (digest, wording, { webhookSecret }, now): Promise<PostLetter> => {
    const { webhookForm } = await import('./form.ts');
    return webhookForm(digest, wording, now, webhookSecret);
  },
});

export const webhookKind = channelKind({
  id: 'webhook',
  settings: { notices, aws: {} },
  questions: { webhook: 'Webhook address for notices (empty for the console only): ' },
  form: 'json',
  limits: WEBHOOK_LIMITS,
  here: { name: 'the webhook', isOn: ({ webhook }) => webhook !== undefined, open },
  aws: { name: 'webhook', variable: 'POSTWATCH_WEBHOOK', isOn: ({ webhook }) => webhook !== undefined, open },
});

/** On AWS nobody has looked at it before. */
function addressIn({ webhook = '' }: OwnSettings<typeof notices>): Parsed<string> {
  return /^https?:\/\//.test(webhook) && URL.canParse(webhook)
    ? parsed(webhook)
    : problem({
        en: `The webhook has no address. Store it: ${storeAddress}`,
        ko: `웹훅 URL이 없습니다. 다음 명령으로 저장하십시오: ${storeAddress}`,
      });
}
