/** Advice about web pages and the way to them. */
import { type AdviceTable, act, acts, type Given } from './entry.ts';

export const WEB_ADVICE = {
  'web.check-address': (_: Given) =>
    act('Check the address, and who is allowed to read it.', '주소와 접근 권한을 확인하세요.'),
  'web.server-log': (_: Given) =>
    act(
      'Look at the log of the server: the fault is on its side.',
      '서버의 로그를 확인하세요. 원인은 서버 쪽에 있습니다.',
    ),
  'web.slow': (_: Given) =>
    acts(
      act('Check the load of the server.', '서버의 부하를 확인하세요.'),
      act('Repeat it from a network near the server.', '서버에 가까운 네트워크에서 다시 조회하세요.'),
    ),
  'web.correct-redirect': (_: Given) =>
    act('Correct the redirect in the configuration of the web server.', '웹 서버 설정에서 이동 주소를 바로잡으세요.'),
  'web.https-only': (_: Given) => act('Redirect to https addresses only.', 'https 주소로만 이동하도록 설정하세요.'),
  'web.redirect-to-https': (_: Given) =>
    act(
      'Redirect every http address to its https address (301).',
      '모든 http 주소를 같은 https 주소로 이동하도록 설정하세요(301).',
    ),
  'web.send-hsts': (_: Given) =>
    act(
      'Send this header over https: Strict-Transport-Security: max-age=31536000',
      'https 응답에 다음 헤더를 넣으세요: Strict-Transport-Security: max-age=31536000',
    ),
  'web.full-name': (_: Given) =>
    act(
      'Use a full host name or a public address. Lookups connect to no other.',
      '전체 호스트 이름이나 공인 IP를 사용하세요. 그 밖의 곳에는 연결하지 않습니다.',
    ),
} as const satisfies AdviceTable;
