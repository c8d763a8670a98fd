/** Advice about registrations, and whom to ask for a PTR record. */
import { type AdviceSteps, type AdviceTable, act, acts, type Given } from './entry.ts';

type Contact = Given<{ readonly address: string; readonly contact: string | null }>;

/** `command`: makes the letter in English. */
const letter = (command: string): AdviceSteps => ({
  en: [{ text: 'This writes the request:', command }],
  ko: [{ text: '요청서는 아래 명령으로 만드세요.', command: `${command} --language ko` }],
});

export const REGISTRIES_ADVICE = {
  'registry.check-spelling': (_: Given) =>
    acts(
      act('Check the spelling.', '철자를 확인하세요.'),
      act('For a host name, look up the registered domain instead.', '호스트 이름이라면 등록된 도메인으로 조회하세요.'),
    ),
  'registry.later': (_: Given) =>
    act(
      'Repeat it later, or from another network. Registries limit how many queries they answer.',
      '잠시 뒤나 다른 네트워크에서 다시 조회하세요. 등록 기관은 조회 횟수를 제한합니다.',
    ),
  'registry.renew': (_: Given) =>
    acts(
      act('Renew it at the registrar.', '등록 대행업체에서 기간을 연장하세요.'),
      act('Turn automatic renewal on.', '자동 연장을 켜세요.'),
    ),
  'registry.ask-why-held': (_: Given) =>
    act(
      'Ask the registrar why. Common reasons: unpaid, a contact that is not verified, abuse.',
      '등록 대행업체에 이유를 문의하세요. 흔한 이유: 미납, 연락처 미확인, 악용 신고',
    ),
  'registry.elastic-ip': ({ command }: Given) =>
    act(
      'If it is an Elastic IP, set the PTR record yourself through EC2:',
      'Elastic IP(탄력적 IP)라면 EC2에서 PTR 레코드를 직접 설정하세요.',
      { command },
    ),
  'registry.ask-holder': ({ address, contact, command }: Contact & { readonly command: string }) =>
    acts(
      act(
        `Ask the provider that assigned the address to you${contact === null ? '' : `, otherwise ${contact}`}: "Please set the PTR record of ${address} to mail.example.com."`,
        `IP를 할당한 사업자에 PTR 레코드를 요청하세요.${contact === null ? '' : ` 사업자를 모르면 다음 연락처에 문의하세요: ${contact}`}`,
      ),
      letter(command),
    ),
  'registry.ask-isp': ({
    isp,
    korean,
    contact,
    address,
    command,
  }: Contact & { readonly isp: string; readonly korean: string; readonly command: string }) =>
    acts(
      act(
        `Ask ${isp}${contact === null ? '' : ` (${contact})`}, the ISP that manages the range: "Please set the PTR record of ${address} to mail.example.com."`,
        `${address}의 역방향 DNS(PTR) 레코드를 IP주소 관리대행자에 요청하세요: ${korean}${contact === null ? '' : ` (${contact})`}`,
      ),
      letter(command),
    ),
  'registry.krnic-by-hand': ({ url }: Given) =>
    act('Look it up there by hand:', 'KISA 후이즈검색에서 직접 조회하세요.', { url }),
} as const satisfies AdviceTable;
