/**
 * SPF. Without a record nothing is judged, so its vanishing is never better. RFC 7208 section 8.2 treats neutral exactly like none,
 * but a record is there again and can be read. A record that lets everybody send is another danger, no step.
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
  'spf.temperror': { check: 'spf', status: 'unknown', severity: 'info', told: true },
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
    en: { headline: 'mail refused by SPF', why: 'Your own domain tells receivers to refuse this mail.' },
    ko: {
      headline: 'SPF에서 발송을 거부',
      why: '귀사의 도메인이 이 메일을 거부하라고 수신 서버에 알리고 있습니다.',
    },
  },
  'spf.permerror': {
    en: {
      headline: 'SPF record is broken',
      why: 'Receivers cannot evaluate the record, so no mail passes SPF, and strict receivers refuse it. DMARC then passes by an aligned DKIM signature only.',
    },
    ko: {
      headline: 'SPF 레코드 오류',
      why: '수신 서버가 SPF 레코드를 해석할 수 없으므로 어떤 메일도 SPF를 통과하지 못하며, 엄격한 수신 서버는 메일을 거부합니다. 이때 DMARC는 도메인이 정렬된 DKIM 서명이 있어야만 통과합니다.',
    },
  },
  'spf.softfail': {
    en: {
      headline: 'mail half-refused by SPF',
      why: 'Receivers take softfail as a reason for doubt, and DMARC does not count it as a pass.',
    },
    ko: {
      headline: 'SPF에서 발송을 softfail로 판정',
      why: '수신 서버는 소프트페일을 의심의 근거로 보며, DMARC는 이를 통과로 인정하지 않습니다.',
    },
  },
  'spf.none': {
    en: {
      headline: 'no SPF record',
      why: 'Without SPF, Gmail and Yahoo refuse or limit mail that has no DKIM either.',
    },
    ko: {
      headline: 'SPF 레코드 없음',
      why: 'SPF가 없고 DKIM도 없는 메일은 Gmail과 Yahoo가 거부하거나 제한합니다.',
    },
  },
  'spf.neutral': {
    en: { headline: 'SPF does not say who may send', why: 'Neutral is no pass: DMARC does not count it.' },
    ko: {
      headline: 'SPF에서 발송을 판정하지 않음',
      why: 'neutral은 통과가 아니므로 DMARC에서 인정되지 않습니다.',
    },
  },
  'spf.plus-all': {
    en: { headline: 'SPF allows the whole internet', why: 'Anybody may send in your name, and receivers know it.' },
    ko: {
      headline: 'SPF에서 모든 인터넷 주소를 허용',
      why: '누구나 귀사의 이름으로 메일을 보낼 수 있으며, 수신 서버도 이를 알고 있습니다.',
    },
  },
  'spf.temperror': {
    en: { headline: 'SPF cannot be checked', why: 'Until it can be asked again, a broken record would go unnoticed.' },
    ko: {
      headline: 'SPF 확인 불가',
      why: '다시 확인될 때까지는 SPF 레코드가 깨져도 알 수 없습니다.',
    },
  },
};
