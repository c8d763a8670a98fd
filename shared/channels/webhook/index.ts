/** A webhook: JSON is posted to an address of the operator's, signed where both sides have a secret. */
import * as v from 'valibot';
import { MINUTE } from '../../model/duration.ts';
import { type Parsed, parsed, problem } from '../../model/parsed.ts';
import { secret } from '../../model/setting.ts';
import { textUpTo, worded } from '../../model/setting-values.ts';
import { channelKind, type OwnSettings } from '../core/kind.ts';
import { type PostLetter, postingChannel } from '../core/posting.ts';
import { WEBHOOK_LIMITS } from './limits.ts';

const ADDRESS = '/postwatch/webhook-url';
const SECRET = '/postwatch/webhook-secret';
const storeAddress = `aws ssm put-parameter --type SecureString --overwrite --name ${ADDRESS} --value <address>`;

const URL_EXPECTED = worded({
  en: 'expected an http or https address',
  ko: 'http 또는 https로 시작하는 URL이어야 합니다.',
});
const Address = v.pipe(textUpTo(2048), v.url(URL_EXPECTED), v.regex(/^https?:\/\//, URL_EXPECTED));

const SECRET_EXPECTED = worded({
  en: 'expected a secret of 16 characters or more',
  ko: '16자 이상이어야 합니다.',
});

const notices = {
  /** Of an address the path is often the secret. */
  webhook: secret(v.exactOptional(Address), {
    parameter: ADDRESS,
    warning: {
      en: ` is not deployed, since it may be a secret: ${storeAddress}`,
      ko: ` 설정은 비밀일 수 있어 배포하지 않습니다. 다음 명령으로 저장하세요: ${storeAddress}`,
    },
  }),
  webhookSecret: secret(v.exactOptional(v.pipe(textUpTo(200), v.minLength(16, SECRET_EXPECTED))), {
    variable: 'POSTWATCH_WEBHOOK_SECRET',
    parameter: SECRET,
    warning: {
      en: ` is not deployed: store it in the same way, as ${SECRET}`,
      ko: ` 설정은 배포하지 않습니다. 같은 방법으로 저장하세요: ${SECRET}`,
    },
  }),
};

/** Between passes, after so many that failed one after the other: one failure is an accident, and the next pass tries again. */
export const WEBHOOK_BACK_OFF_MS: readonly number[] = [0, 5, 15, 30, 60, 120].map((minutes) => minutes * MINUTE);

const open = postingChannel<typeof notices>({
  id: 'webhook',
  name: { en: 'the webhook', ko: '웹훅' },
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
  questions: {
    webhook: { en: 'Webhook address for notices', ko: '알림을 받을 웹훅 URL' },
    webhookSecret: {
      en: 'Secret that signs the notices to the webhook (16 characters or more)',
      ko: '웹훅 알림에 서명할 비밀 값(16자 이상)',
    },
  },
  meanings: {
    webhook: {
      en: 'The address that notices are posted to as JSON. Its path is often the secret.',
      ko: '알림을 JSON으로 보낼 웹훅 URL입니다. 경로 자체가 비밀인 경우가 많습니다.',
    },
    webhookSecret: {
      en: 'Signs what the webhook receives (HMAC-SHA256), so that the receiver can tell it from forgeries.',
      ko: '웹훅으로 보내는 내용에 서명합니다(HMAC-SHA256). 받는 쪽에서 위조 여부를 확인할 수 있습니다.',
    },
  },
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
