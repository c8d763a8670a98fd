import type { Command } from '../command.ts';
import { formatFlag, STATUS_EXITS } from './shared.ts';

export const checkManual: Command = {
  name: 'check',
  group: 'now',
  summary: {
    en: 'check reverse DNS, blocklists and SPF of addresses and domains, now',
    ko: 'IP와 도메인의 역방향 DNS, 차단 목록, SPF 점검',
  },
  about: [
    {
      en: 'For an address, looks up its reverse DNS and looks it up on the address lists. With --domain it also evaluates whether the SPF record of that domain allows the address. For a domain, looks it up on the domain lists and examines its SPF record.',
      ko: 'IP를 입력하면 역방향 DNS(PTR)와 IP 차단 목록(RBL)을 조회합니다. --domain을 지정하면 그 도메인의 SPF 레코드가 이 IP를 허용하는지도 평가합니다. 도메인을 입력하면 도메인 차단 목록과 SPF 레코드를 점검합니다.',
    },
    {
      en: 'An address that the settings name is checked with its domains and its HELO name, unless you give others.',
      ko: '설정 파일에 있는 IP는 설정된 도메인과 HELO 이름으로 점검합니다. 다른 값을 지정하면 그 값을 사용합니다.',
    },
  ],
  positionals: [
    {
      name: 'address|domain',
      about: {
        en: 'What to check. Also a network up to /22, @file for the targets in a file, and "-" for those on standard input. Without one, everything that the settings name is checked.',
        ko: '점검할 IP나 도메인입니다. /22까지의 IP 대역, 파일에 적은 대상(@파일), 표준 입력("-")도 사용할 수 있습니다. 생략하면 설정 파일의 대상을 모두 점검합니다.',
      },
      isOptional: true,
      multiple: true,
    },
  ],
  flags: [
    {
      flag: 'domain',
      value: 'name',
      about: {
        en: 'A domain that the addresses send for. May be given several times.',
        ko: '이 IP로 메일을 보내는 도메인입니다. 여러 번 지정할 수 있습니다.',
      },
      multiple: true,
    },
    {
      flag: 'helo',
      value: 'name',
      about: {
        en: 'The name the server greets with (HELO). It is compared with the reverse name.',
        ko: '서버의 HELO 이름입니다. 역방향 DNS 이름과 비교합니다.',
      },
    },
    {
      flag: 'only',
      value: 'checks',
      about: {
        en: 'Run only these checks, separated by commas: ptr, dnsbl, spf.',
        ko: '지정한 점검만 실행합니다. 쉼표로 구분합니다: ptr, dnsbl, spf.',
      },
      offers: ['ptr', 'dnsbl', 'spf'],
    },
    {
      flag: 'require',
      value: 'what',
      about: {
        en: 'critical: exit with 3 if no critical list gave a verdict and nothing failed. none: do not, even if the settings say so.',
        ko: 'critical은 중요도가 심각인 목록을 하나도 확인하지 못했고 이상도 없을 때 3으로 끝냅니다. none은 설정과 관계없이 그렇게 하지 않습니다.',
      },
      values: ['critical', 'none'],
    },
    formatFlag({ en: 'target', ko: '대상' }, { en: 'finding', ko: '점검 결과' }),
  ],
  exits: STATUS_EXITS,
  examples: [
    {
      line: 'postwatch check',
      does: { en: 'Check everything that the settings name.', ko: '설정 파일의 대상을 모두 점검합니다.' },
    },
    { line: 'postwatch check 203.0.113.25', does: { en: 'Check one address.', ko: 'IP 하나를 점검합니다.' } },
    {
      line: 'postwatch check 203.0.113.25 --domain example.com --helo mail.example.com',
      does: {
        en: 'Check whether it may send for a domain, too.',
        ko: '이 IP가 도메인의 메일을 보낼 수 있는지도 점검합니다.',
      },
    },
    {
      line: 'postwatch check example.com 2001:db8::25 --json',
      does: { en: 'Check a domain and an address, as JSON.', ko: '도메인과 IP를 점검하고 JSON으로 출력합니다.' },
    },
    {
      line: 'postwatch check 203.0.113.0/28 --only dnsbl',
      does: { en: 'Look up 16 addresses on the blocklists.', ko: 'IP 16개를 차단 목록에서 조회합니다.' },
    },
    {
      line: 'postwatch check @targets.txt --format csv > result.csv',
      does: {
        en: 'Check the targets in a file, for a spreadsheet.',
        ko: '파일에 적은 대상을 점검하고 스프레드시트용으로 저장합니다.',
      },
    },
    {
      line: 'postwatch check 203.0.113.25 --format nagios',
      does: { en: 'Check as a monitoring plugin.', ko: '모니터링 플러그인으로 점검합니다.' },
    },
    {
      line: 'postwatch check 203.0.113.25 --only ptr --resolver 9.9.9.9:53',
      does: {
        en: 'Check only the reverse name, through another resolver.',
        ko: '다른 리졸버로 역방향 DNS만 점검합니다.',
      },
    },
  ],
  load: async () => (await import('../commands/check.ts')).check,
};
