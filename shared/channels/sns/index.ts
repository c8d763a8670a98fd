/**
 * The alerts topic, which every deployment has: mail for people, JSON for machines, attributes for filters. The first report and
 * the bounces go through it.
 */
import * as v from 'valibot';
import { ships } from '../../model/setting.ts';
import { EmailSetting } from '../../model/setting-values.ts';
import type { Wording } from '../../notices/wording.ts';
import type { Channel } from '../core/channel.ts';
import { channelKind, type TopicPort } from '../core/kind.ts';
import { SNS_LIMITS } from './limits.ts';

const settings = {
  notices: {},
  aws: {
    alertEmails: ships(v.optional(v.pipe(v.array(EmailSetting), v.maxLength(20)), [])),
  },
};

export const snsKind = channelKind({
  id: 'sns',
  settings,
  questions: {
    alertEmails: {
      en: 'Mail addresses for the notices of a deployment on AWS, separated by spaces',
      ko: 'AWS에 배포했을 때 알림을 받을 이메일 주소(띄어쓰기로 구분)',
    },
  },
  meanings: {
    alertEmails: {
      en: 'Mail addresses that notices go to. Each of them must confirm the mail that SNS sends.',
      ko: '알림을 받을 이메일 주소입니다. 각 주소에서 SNS가 보낸 확인 메일을 승인해야 합니다.',
    },
  },
  form: 'text',
  limits: SNS_LIMITS,
  here: null,
  aws: {
    name: 'mail',
    variable: 'POSTWATCH_ALERTS_TOPIC',
    isOn: () => true,
    topic: {
      construct: 'Alerts',
      displayName: 'Postwatch',
      output: 'AlertsTopic',
      about: 'SNS topic of the notices about your addresses. Subscribe people and other systems here',
    },
    open: alertsThrough,
  },
});

export function alertsThrough(wording: Wording, { account, publish }: TopicPort): Channel {
  return {
    id: snsKind.id,
    // One digest an account; domains and lists belong to the topic's own.
    groupOf: ({ elasticIp }) => elasticIp?.account ?? account,
    publish: async (digest) => {
      const { snsForm } = await import('./form.ts');
      const { subject, message, attributes, carried } = snsForm(digest, wording);
      const sent = await publish({ subject, message, structure: 'json', attributes });
      return sent.ok ? { ok: true, carried } : sent;
    },
  };
}
