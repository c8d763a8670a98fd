import { verbatim } from '../../shared/model/language.ts';
import type { Command } from '../command.ts';

export const serveManual: Command = {
  name: 'serve',
  group: 'other',
  summary: {
    en: 'show the page and serve the HTTP API, on this machine only',
    ko: '이 컴퓨터에서만 쓰는 웹 페이지와 HTTP API 실행',
  },
  about: [
    {
      en: 'Serves the same API as a deployment on AWS: checks on demand, and what "postwatch watch" remembers. The watch may run beside it on the same state file. GET /openapi.json describes the routes.',
      ko: 'AWS에 배포한 것과 같은 API를 실행합니다. 요청을 받으면 점검하고, "postwatch watch"가 저장한 기록을 보여 줍니다. 같은 상태 저장 파일로 감시를 함께 실행할 수 있습니다. 경로는 GET /openapi.json에서 볼 수 있습니다.',
    },
    {
      en: 'A browser gets a page: open problems with the next step, every address by checks and lists, what cannot be seen, and a box for lookups and bounces. The link that it prints at the start works once and lets you act there: check now, acknowledge, snooze, mark a removal as requested, plan and set reverse DNS. --open opens it in your browser.',
      ko: '브라우저에서는 웹 페이지를 보여 줍니다. 미해소 문제와 다음 조치, 발송 IP별 점검 결과, 확인할 수 없는 항목, 조회와 반송 확인을 볼 수 있습니다. 시작할 때 출력하는 링크는 한 번만 유효하며, 그 링크로 열면 지금 점검, 확인 처리, 알림 일시 중지, 해제 신청 표시, 역방향 DNS 계획과 설정을 할 수 있습니다. --open 옵션은 브라우저로 링크를 엽니다.',
    },
    {
      en: 'It listens on loopback only. It refuses other host names and pages of other origins. Reading needs no token. Writing (an acknowledgement, a snooze, a test notice) needs the token that it prints at the start. The token is new at every start, unless POSTWATCH_SERVE_TOKEN holds one of your own.',
      ko: '루프백 주소로 들어온 요청만 받으며, 다른 호스트 이름이나 다른 출처의 웹 페이지에서 온 요청은 거부합니다. 읽기에는 토큰이 필요 없습니다. 쓰기(확인 처리, 알림 일시 중지, 테스트 알림)에는 시작할 때 출력하는 토큰이 필요합니다. 토큰은 시작할 때마다 새로 만들며, POSTWATCH_SERVE_TOKEN에 직접 정할 수도 있습니다.',
    },
    {
      en: '--timeout limits each check. With --json, each request is logged as a line of JSON on standard output. Press Ctrl-C to stop.',
      ko: '--timeout은 점검마다 적용하는 제한 시간입니다. --json을 붙이면 요청마다 표준 출력에 JSON 한 줄을 기록합니다. 중단하려면 Ctrl-C를 누르세요.',
    },
  ],
  positionals: [],
  flags: [
    {
      flag: 'port',
      value: 'n',
      about: { en: 'The port. 0 takes a free one.', ko: '포트 번호입니다. 0이면 비어 있는 포트를 사용합니다.' },
      default: verbatim('8025'),
    },
    {
      flag: 'host',
      value: 'address',
      about: {
        en: 'The address to listen on: 127.0.0.1, ::1 or another loopback address.',
        ko: '요청을 받을 IP 주소입니다. 127.0.0.1, ::1 같은 루프백 주소만 쓸 수 있습니다.',
      },
      default: verbatim('127.0.0.1'),
    },
    {
      flag: 'open',
      about: { en: 'Open the page in your browser.', ko: '브라우저로 웹 페이지를 엽니다.' },
    },
  ],
  exits: [
    { code: 0, when: { en: 'You stopped it.', ko: '직접 중단했습니다.' } },
    { code: 3, when: { en: 'It could not listen.', ko: '포트를 열지 못했습니다.' } },
    { code: 64, when: { en: 'Usage error, or wrong settings.', ko: '사용법 오류이거나 설정이 잘못되었습니다.' } },
  ],
  examples: [
    { line: 'postwatch serve', does: { en: 'Start the server.', ko: '서버를 시작합니다.' } },
    { line: 'postwatch serve --open', does: { en: 'Look at the page.', ko: '웹 페이지를 봅니다.' } },
    {
      line: "curl 'http://127.0.0.1:8025/check/203.0.113.25?domain=example.com'",
      does: { en: 'In another shell: check an address.', ko: '다른 셸에서 IP를 점검합니다.' },
    },
    {
      line: 'curl -X POST -H "Authorization: Bearer $TOKEN" http://127.0.0.1:8025/notices/test',
      does: { en: 'In another shell: send a test notice.', ko: '다른 셸에서 테스트 알림을 보냅니다.' },
    },
  ],
  load: async () => (await import('../commands/serve.ts')).serve,
};
