/**
 * SPF. Without a record nothing is evaluated, so its removal is never better. RFC 7208 section 8.2 treats neutral exactly like
 * none, but a record is there again and can be read. A record that allows everyone is another danger, not a step to health.
 */
import type { FindingTable, WordsOf } from './entry.ts';

export const SPF_FINDINGS = {
  'spf.pass': { check: 'spf', status: 'pass', severity: 'info' },
  'spf.record': { check: 'spf', status: 'pass', severity: 'info' },
  'spf.not-authorised': {
    check: 'spf',
    status: 'fail',
    severity: 'critical',
    opens: true,
    better: ['spf.softfail', 'spf.neutral'],
  },
  'spf.permerror': {
    check: 'spf',
    status: 'fail',
    severity: 'critical',
    opens: true,
    better: ['spf.softfail', 'spf.neutral'],
  },
  'spf.softfail': { check: 'spf', status: 'fail', severity: 'major', opens: true, better: ['spf.neutral'] },
  'spf.none': { check: 'spf', status: 'fail', severity: 'major', opens: true, better: ['spf.neutral'] },
  'spf.neutral': { check: 'spf', status: 'warn', severity: 'major', opens: true, better: [] },
  'spf.plus-all': { check: 'spf', status: 'warn', severity: 'major', opens: true, better: [] },
  'spf.temperror': { check: 'spf', status: 'unknown', severity: 'info', notified: true },
  'spf.not-asked': { check: 'spf', status: 'unknown', severity: 'info' },
  'spf.near-limit': { check: 'spf', status: 'warn', severity: 'minor' },
  'spf.ptr-term': { check: 'spf', status: 'warn', severity: 'minor' },
  'spf.long': { check: 'spf', status: 'warn', severity: 'minor' },
  'spf.missing-space': { check: 'spf', status: 'warn', severity: 'minor' },
  'spf.dead-include': { check: 'spf', status: 'warn', severity: 'minor' },
  'spf.dead-term': { check: 'spf', status: 'warn', severity: 'minor' },
  'spf.ignored': { check: 'spf', status: 'warn', severity: 'minor' },
  'spf.wide': { check: 'spf', status: 'warn', severity: 'minor' },
  'spf.type99': { check: 'spf', status: 'warn', severity: 'minor' },
  'spf.include-changed': { check: 'spf', status: 'warn', severity: 'minor' },
  'spf.group-over': { check: 'spf', status: 'pass', severity: 'info' },
} as const satisfies FindingTable;

export const SPF_WORDS: WordsOf<typeof SPF_FINDINGS> = {
  'spf.not-authorised': {
    en: {
      headline: 'not authorized by SPF (fail)',
      why: 'Receivers take mail from this address as spoofed: they refuse it or move it to the spam folder.',
    },
    ko: {
      headline: 'SPF 인증 실패(fail)',
      why: '수신 서버는 이 IP에서 온 메일을 도메인 사칭으로 보고 거부하거나 스팸함으로 보냅니다.',
    },
  },
  'spf.permerror': {
    en: {
      headline: 'SPF record error (permerror)',
      why: 'If receivers cannot evaluate the SPF record, no mail passes SPF. DMARC then fails too, unless an aligned DKIM signature passes.',
    },
    ko: {
      headline: 'SPF 레코드 오류(permerror)',
      why: 'SPF 레코드를 해석할 수 없으면 SPF를 통과하지 못합니다. 정렬된 DKIM 서명이 통과하지 않으면 DMARC도 실패합니다.',
    },
  },
  'spf.softfail': {
    en: {
      headline: 'SPF result softfail (~all)',
      why: 'Receivers take softfail as a reason for doubt. DMARC does not count it as an SPF pass.',
    },
    ko: {
      headline: 'SPF 결과 softfail(~all)',
      why: '수신 서버는 softfail을 의심 요소로 봅니다. DMARC에서도 SPF 통과로 인정하지 않습니다.',
    },
  },
  'spf.none': {
    en: {
      headline: 'no SPF record',
      why: 'Gmail and Yahoo refuse or limit mail that has neither SPF nor DKIM. Daum may show recipients a warning if SPF does not confirm the sending server.',
    },
    ko: {
      headline: 'SPF 레코드 없음',
      why: 'SPF도 DKIM도 없는 메일은 Gmail과 Yahoo에서 거부되거나 전송이 제한됩니다. 다음(Daum) 메일은 SPF로 발송 서버를 확인하지 못하면 수신자에게 경고를 표시할 수 있습니다.',
    },
  },
  'spf.neutral': {
    en: {
      headline: 'SPF result neutral (?all)',
      why: 'Neutral is not a pass, and DMARC does not count it as one.',
    },
    ko: {
      headline: 'SPF 결과 neutral(?all)',
      why: 'neutral은 통과가 아닙니다. DMARC에서도 SPF 통과로 인정하지 않습니다.',
    },
  },
  'spf.plus-all': {
    en: {
      headline: 'SPF allows every address (+all)',
      why: 'Mail that spoofs this domain passes SPF wherever it comes from. The record does not protect the domain.',
    },
    ko: {
      headline: 'SPF가 모든 IP를 허용(+all)',
      why: '누가 어디서 이 도메인을 사칭해 보내도 SPF를 통과합니다. 발신자 확인 수단으로 쓸 수 없는 레코드입니다.',
    },
  },
  'spf.temperror': {
    en: {
      headline: 'SPF could not be checked',
      why: 'The state of SPF is unknown. Until a lookup works again, you are not notified if the record breaks.',
    },
    ko: {
      headline: 'SPF 확인 불가',
      why: '지금은 SPF의 상태를 알 수 없습니다. 다시 조회될 때까지는 레코드가 잘못되어도 알림이 가지 않습니다.',
    },
  },
};
