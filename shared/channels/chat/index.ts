/** A topic of its own in the schema of AWS's chat applications (README, "A chat channel"). */
import * as v from 'valibot';
import { ships } from '../../model/setting.ts';
import type { Wording } from '../../notices/wording.ts';
import type { Channel } from '../core/channel.ts';
import { channelKind, type TopicPort } from '../core/kind.ts';
import { CHAT_LIMITS } from './limits.ts';

const settings = {
  notices: {},
  aws: {
    chat: ships(v.optional(v.boolean(), false)),
  },
};

export const chatKind = channelKind({
  id: 'chat',
  settings,
  questions: {},
  meanings: {
    chat: {
      en: 'Whether notices also go to a second SNS topic, in the form that AWS chat applications (Slack, Teams) read.',
      ko: 'AWS 채팅 애플리케이션(Slack, Teams)이 읽는 형식으로 SNS 주제 하나를 더 만들어 알림을 보낼지 여부입니다.',
    },
  },
  form: 'markup',
  limits: CHAT_LIMITS,
  here: null,
  aws: {
    name: 'chat',
    variable: 'POSTWATCH_CHAT_TOPIC',
    isOn: ({ chat }) => chat,
    topic: {
      construct: 'Chat',
      displayName: 'Postwatch chat',
      output: 'ChatTopic',
      about: 'SNS topic of the notices for Slack and Teams. Choose it in AWS chat applications',
    },
    open: chatThrough,
  },
});

function chatThrough(wording: Wording, { publish }: TopicPort): Channel {
  return {
    id: chatKind.id,
    publish: async (digest) => {
      const { chatForm } = await import('./form.ts');
      const { message, carried } = chatForm(digest, wording);
      const sent = await publish({ message });
      return sent.ok ? { ok: true, carried } : sent;
    },
  };
}
