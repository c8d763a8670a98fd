/**
 * Reverse DNS. A name that does not resolve back is more than none, a generic one that does is more than that, and a sound one that
 * only differs from what was wanted is more again.
 */
import type { FindingTable, WordsOf } from './entry.ts';

export const PTR_FINDINGS = {
  'ptr.confirmed': { check: 'ptr', status: 'pass', severity: 'info' },
  'ptr.missing': {
    check: 'ptr',
    status: 'fail',
    severity: 'critical',
    opens: true,
    better: ['ptr.not-confirmed', 'ptr.generic', 'ptr.drift'],
  },
  'ptr.not-confirmed': {
    check: 'ptr',
    status: 'fail',
    severity: 'major',
    opens: true,
    better: ['ptr.generic', 'ptr.drift'],
  },
  'ptr.generic': { check: 'ptr', status: 'warn', severity: 'major', opens: true, better: ['ptr.drift'] },
  'ptr.drift': { check: 'ptr', status: 'warn', severity: 'major', opens: true, better: [] },
  'ptr.unknown': { check: 'ptr', status: 'unknown', severity: 'info', notified: true },
  'ptr.several': { check: 'ptr', status: 'warn', severity: 'minor' },
  'ptr.helo-mismatch': { check: 'ptr', status: 'warn', severity: 'minor' },
  'ptr.alias': { check: 'ptr', status: 'warn', severity: 'minor' },
  'ptr.group-over': { check: 'ptr', status: 'pass', severity: 'info' },
} as const satisfies FindingTable;

export const PTR_WORDS: WordsOf<typeof PTR_FINDINGS> = {
  'ptr.missing': {
    en: {
      headline: 'no reverse DNS',
      why: 'Gmail and Yahoo require valid reverse DNS of every sender. Many receivers refuse mail from an address without it.',
    },
    ko: {
      headline: '역방향 DNS(PTR) 없음',
      why: 'Gmail과 Yahoo는 모든 발신자에게 유효한 역방향 DNS를 요구합니다. 역방향 DNS가 없는 발송 IP의 메일을 거부하는 수신 서버도 많습니다.',
    },
  },
  'ptr.not-confirmed': {
    en: {
      headline: 'reverse DNS does not resolve back',
      why: 'A reverse name counts only if it resolves back to the address. Many receivers treat any other as no reverse DNS at all.',
    },
    ko: {
      headline: '정방향·역방향 DNS 불일치',
      why: '역방향 DNS의 이름을 정방향으로 조회했을 때 같은 IP가 나와야 유효합니다(FCrDNS). 일치하지 않으면 역방향 DNS가 없는 것과 똑같이 처리하는 수신 서버가 많습니다.',
    },
  },
  'ptr.generic': {
    en: {
      headline: 'reverse DNS is a generic name',
      why: 'Generic names look like residential lines or servers that nobody has set up. Yahoo asks for a meaningful name of your own, and Mail.ru and others refuse generic ones.',
    },
    ko: {
      headline: '역방향 DNS가 자동 생성된 기본 이름',
      why: '자동 생성된 이름은 가정용 회선이나 설정을 마치지 않은 서버로 보입니다. Yahoo는 의미 있는 자체 이름을 쓰도록 안내하며, Mail.ru처럼 이런 이름의 메일을 거부하는 곳도 있습니다.',
    },
  },
  'ptr.drift': {
    en: {
      headline: 'reverse DNS is not the name you set',
      why: 'Receivers judge by the name in DNS, not by the tag or by what EC2 has recorded.',
    },
    ko: {
      headline: '역방향 DNS가 지정한 값과 다름',
      why: '수신 서버는 태그나 EC2에 기록된 값이 아니라 DNS에서 조회되는 이름으로 판단합니다.',
    },
  },
  'ptr.unknown': {
    en: {
      headline: 'reverse DNS could not be checked',
      why: 'Nothing is known of its reverse DNS now. Until it can be looked up again, you are not notified if the PTR record disappears.',
    },
    ko: {
      headline: '역방향 DNS 확인 불가',
      why: '지금은 역방향 DNS의 상태를 알 수 없습니다. 다시 조회될 때까지는 PTR 레코드가 사라져도 알림이 가지 않습니다.',
    },
  },
};
