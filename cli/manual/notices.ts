import type { Command } from '../command.ts';
import { ENDPOINT_FLAG, USAGE_EXIT } from './shared.ts';

export const noticesManual: Command = {
  name: 'notices',
  group: 'watch',
  summary: {
    en: 'send a test notice through every channel, and show the results',
    ko: '모든 채널로 테스트 알림을 보내고 결과 보기',
  },
  usage: ['notices test [options]'],
  about: [
    {
      en: 'Sends a test message through every channel of the settings, and shows what each one answered. With --endpoint it uses the channels of a deployed API. Mail that SNS has accepted may still be on its way. The result does not say whether anybody has confirmed a subscription.',
      ko: '설정된 모든 채널로 테스트 알림을 보내고 채널마다 결과를 보여 줍니다. --endpoint를 지정하면 배포한 API의 채널을 사용합니다. SNS가 접수한 메일은 아직 도착하지 않았을 수 있습니다. 구독을 확인(confirm)한 사람이 있는지는 결과에 나타나지 않습니다.',
    },
  ],
  positionals: [{ name: 'test', about: { en: 'The word "test".', ko: '"test"라고 입력합니다.' }, offers: ['test'] }],
  flags: [ENDPOINT_FLAG],
  exits: [
    { code: 0, when: { en: 'Every channel accepted it.', ko: '모든 채널이 접수했습니다.' } },
    { code: 1, when: { en: 'A channel did not accept it.', ko: '접수하지 않은 채널이 있습니다.' } },
    { code: 2, when: { en: 'The API refused to try.', ko: 'API가 요청을 거부했습니다.' } },
    { code: 3, when: { en: 'The API could not be reached.', ko: 'API에 연결하지 못했습니다.' } },
    USAGE_EXIT,
  ],
  examples: [
    {
      line: 'postwatch notices test',
      does: { en: 'Test the channels of the settings.', ko: '설정된 채널을 테스트합니다.' },
    },
    {
      line: 'postwatch notices test --endpoint https://abc.execute-api.eu-west-1.amazonaws.com/',
      does: { en: 'Test the channels of a deployment.', ko: '배포한 API의 채널을 테스트합니다.' },
    },
  ],
  load: async () => (await import('../commands/notices.ts')).notices,
};
