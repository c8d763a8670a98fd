import type { Command } from '../command.ts';
import { ENDPOINT_FLAG, USAGE_EXIT } from './shared.ts';

export const reverseDnsManual: Command = {
  name: 'reverse-dns',
  group: 'setup',
  summary: {
    en: 'show, set or remove the reverse name of an Elastic IP, and wait for the proof in DNS',
    ko: 'Elastic IP의 역방향 DNS 조회, 설정, 초기화',
  },
  usage: ['reverse-dns <ip>', 'reverse-dns <ip> <hostname> [options]', 'reverse-dns <ip> --reset [options]'],
  about: [
    {
      en: 'Without a host name it shows what EC2 has recorded and what DNS answers. With one it adds the forward record, requests the reverse name, waits, and proves the result. --reset removes the reverse name: an address needs that before you can release it.',
      ko: '호스트 이름을 생략하면 EC2에 기록된 이름과 DNS의 응답을 보여 줍니다. 호스트 이름을 적으면 정방향 레코드를 등록하고 역방향 DNS(PTR) 설정을 요청한 뒤, 반영을 기다려 결과를 확인합니다. --reset은 역방향 DNS를 초기화합니다. Elastic IP(탄력적 IP)를 릴리스(반납)하려면 먼저 초기화해야 합니다.',
    },
    {
      en: 'It uses the AWS credentials of this shell (environment, profile, SSO) and finds the Region itself. It adds the forward record if the zone is a public hosted zone of the account. It never drops other records of the name. This takes minutes. After Ctrl-C, run the same command again to resume.',
      ko: '이 셸의 AWS 자격 증명(환경 변수, 프로필, SSO)을 사용하며 리전은 직접 찾습니다. 정방향 레코드는 계정의 퍼블릭 호스팅 영역에 있는 도메인일 때만 등록하고, 그 이름의 다른 레코드는 지우지 않습니다. 몇 분 정도 걸립니다. Ctrl-C로 중단한 뒤 같은 명령을 다시 실행하면 이어서 진행합니다.',
    },
  ],
  positionals: [
    { name: 'ip', about: { en: 'The Elastic IP.', ko: 'Elastic IP입니다.' } },
    {
      name: 'hostname',
      about: { en: 'Its new reverse name.', ko: '역방향 DNS로 설정할 호스트 이름입니다.' },
      isOptional: true,
    },
  ],
  flags: [
    { flag: 'reset', about: { en: 'Remove the reverse name.', ko: '역방향 DNS를 초기화합니다.' } },
    {
      flag: 'dry-run',
      about: {
        en: 'Print the calls and change batches. Nothing is sent.',
        ko: '실행할 API 호출과 레코드 변경 내용만 출력합니다. 아무것도 보내지 않습니다.',
      },
    },
    {
      flag: 'merge',
      about: {
        en: 'Allow adding the address to a name that has other addresses.',
        ko: '다른 IP를 가리키는 이름에 이 IP를 추가하도록 허용합니다.',
      },
    },
    {
      flag: 'replace',
      about: {
        en: 'Allow replacing another reverse name.',
        ko: '이미 설정된 다른 역방향 DNS 이름을 바꾸도록 허용합니다.',
      },
    },
    {
      flag: 'hosted-zone',
      value: 'id',
      about: {
        en: 'The zone to write to, if several match.',
        ko: '해당하는 호스팅 영역이 여러 개일 때 레코드를 등록할 영역입니다.',
      },
    },
    { flag: 'region', value: 'name', about: { en: 'Look in this Region only.', ko: '이 리전에서만 찾습니다.' } },
    {
      flag: ENDPOINT_FLAG.flag,
      value: 'URL',
      about: {
        en: 'Let a deployed API do it, with its own permissions. The address needs the tag postwatch:manage=true. Calls are signed with the AWS credentials of this shell, or carry the token in POSTWATCH_TOKEN.',
        ko: '배포한 API가 자체 권한으로 처리합니다. Elastic IP에 postwatch:manage=true 태그가 있어야 합니다. 이 셸의 AWS 자격 증명으로 서명하거나 POSTWATCH_TOKEN의 토큰을 보냅니다.',
      },
    },
    {
      flag: 'request-text',
      value: 'to',
      about: {
        en: 'Print a letter to AWS (sending limits), or to the provider of an address that is not an Elastic IP.',
        ko: '요청서를 출력합니다. aws는 AWS의 전송 제한 해제, isp는 Elastic IP가 아닌 IP의 통신사나 호스팅 업체에 보낼 요청서입니다.',
      },
      values: ['aws', 'isp'],
    },
  ],
  exits: [
    { code: 0, when: { en: 'Confirmed, or nothing to do.', ko: '결과를 확인했거나 할 일이 없습니다.' } },
    {
      code: 1,
      when: {
        en: 'Not finished: it took too long, or you pressed Ctrl-C.',
        ko: '끝나지 않았습니다. 시간이 오래 걸렸거나 Ctrl-C로 중단했습니다.',
      },
    },
    {
      code: 2,
      when: { en: 'Blocked. The output says what to do.', ko: '진행할 수 없습니다. 조치 방법은 출력에 있습니다.' },
    },
    { code: 3, when: { en: 'No answer from AWS or DNS.', ko: 'AWS나 DNS에서 응답이 없습니다.' } },
    USAGE_EXIT,
  ],
  examples: [
    {
      line: 'postwatch reverse-dns 203.0.113.25',
      does: { en: 'Show the reverse name.', ko: '역방향 DNS를 조회합니다.' },
    },
    {
      line: 'postwatch reverse-dns 203.0.113.25 mail.example.com --dry-run',
      does: { en: 'Show what would be sent to set it.', ko: '설정할 때 실행할 내용을 미리 봅니다.' },
    },
    {
      line: 'postwatch reverse-dns 203.0.113.25 mail.example.com',
      does: { en: 'Set it.', ko: '역방향 DNS를 설정합니다.' },
    },
    {
      line: 'postwatch reverse-dns 203.0.113.25 --reset',
      does: { en: 'Remove it.', ko: '역방향 DNS를 초기화합니다.' },
    },
    {
      line: 'postwatch reverse-dns 203.0.113.25 mail.example.com --request-text isp --language ko',
      does: {
        en: 'Print a letter to the provider, in Korean.',
        ko: '통신사나 호스팅 업체에 보낼 한국어 요청서를 출력합니다.',
      },
    },
  ],
  load: async () => (await import('../commands/reverse-dns.ts')).reverseDns,
};
