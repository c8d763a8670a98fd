/**
 * Reverse DNS. A name that does not lead back is more than none, a generic one that does is more than that, and a sound one that
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
  'ptr.unknown': { check: 'ptr', status: 'unknown', severity: 'info', told: true },
  'ptr.several': { check: 'ptr', status: 'warn', severity: 'minor' },
  'ptr.helo-mismatch': { check: 'ptr', status: 'warn', severity: 'minor' },
  'ptr.alias': { check: 'ptr', status: 'warn', severity: 'minor' },
  'ptr.group-over': { check: 'ptr', status: 'pass', severity: 'info' },
} as const satisfies FindingTable;

export const PTR_WORDS: WordsOf<typeof PTR_FINDINGS> = {
  'ptr.missing': {
    en: {
      headline: 'no reverse DNS',
      why: 'Gmail and Yahoo ask every sender for a valid reverse name, and many receivers refuse mail from an address without one.',
    },
    ko: {
      headline: '역방향 DNS 없음',
      why: 'Gmail과 Yahoo는 모든 발신자에게 유효한 역방향 DNS를 요구하며, 역방향 DNS가 없는 주소의 메일을 거부하는 수신 서버가 많습니다.',
    },
  },
  'ptr.not-confirmed': {
    en: {
      headline: 'reverse DNS does not point back',
      why: 'A reverse name counts only if that name resolves back to the address; receivers treat the rest as no name at all.',
    },
    ko: {
      headline: '역방향 DNS와 정방향 DNS 불일치',
      why: '역방향 DNS 이름은 그 이름을 다시 조회했을 때 같은 주소가 나와야 인정됩니다. 그렇지 않으면 이름이 없는 것과 같게 취급됩니다.',
    },
  },
  'ptr.generic': {
    en: {
      headline: 'reverse DNS looks like a dynamic host',
      why: 'A name that looks like a dynamic or default host is refused by receivers that filter home and cloud addresses.',
    },
    ko: {
      headline: '역방향 DNS 이름이 유동 IP 형식',
      why: '유동 IP나 기본값처럼 보이는 이름은 가정용·클라우드 주소를 걸러 내는 수신 서버에서 거부됩니다.',
    },
  },
  'ptr.drift': {
    en: {
      headline: 'reverse DNS is not what it should be',
      why: 'Reverse DNS differs from what EC2 has recorded or from what you asked for; mail will be judged by what DNS says.',
    },
    ko: {
      headline: '역방향 DNS가 설정과 다름',
      why: '역방향 DNS가 EC2에 기록된 값 또는 원하시는 값과 다릅니다. 수신 서버는 DNS에 실제로 있는 값으로 판단합니다.',
    },
  },
  'ptr.unknown': {
    en: {
      headline: 'reverse DNS cannot be checked',
      why: 'Until it can be asked again, a lost reverse name would go unnoticed.',
    },
    ko: {
      headline: '역방향 DNS 확인 불가',
      why: '다시 확인될 때까지는 역방향 DNS가 사라져도 알 수 없습니다.',
    },
  },
};
