/**
 * Blocklists: of one target on one list, and (`list.`) of a list as a whole. A policy entry says nothing bad about the sender, a
 * listing does.
 */
import type { FindingTable, WordsOf } from './entry.ts';

export const DNSBL_FINDINGS = {
  'dnsbl.clear': { check: 'dnsbl', status: 'pass', severity: 'info' },
  'dnsbl.info': { check: 'dnsbl', status: 'pass', severity: 'info' },
  'dnsbl.allowed': { check: 'dnsbl', status: 'pass', severity: 'info' },
  'dnsbl.listed': {
    check: 'dnsbl',
    status: ['fail', 'warn'],
    severity: 'list',
    fails: ['critical', 'major'],
    opens: true,
    better: ['dnsbl.policy'],
  },
  'dnsbl.policy': {
    check: 'dnsbl',
    status: ['fail', 'warn'],
    severity: 'list',
    fails: ['critical'],
    opens: true,
    better: [],
  },
  'dnsbl.refused': { check: 'dnsbl', status: 'unknown', severity: 'info' },
  'dnsbl.dead': { check: 'dnsbl', status: 'unknown', severity: 'info' },
  'dnsbl.unreachable': { check: 'dnsbl', status: 'unknown', severity: 'info' },
  'dnsbl.unproven': { check: 'dnsbl', status: 'unknown', severity: 'info' },
  'dnsbl.unrecognised': { check: 'dnsbl', status: 'unknown', severity: 'info' },
  'dnsbl.not-asked': { check: 'dnsbl', status: 'unknown', severity: 'info' },
  'list.answers': { check: 'dnsbl', status: 'pass', severity: 'info' },
  'list.blind': { check: 'dnsbl', status: 'unknown', severity: 'list', told: true },
  'list.anomaly': { check: 'dnsbl', status: 'unknown', severity: 'list', told: true },
  'list.mass-listing': { check: 'dnsbl', status: ['fail', 'warn'], severity: 'list', told: true },
  'list.mass-listing-over': { check: 'dnsbl', status: 'pass', severity: 'info' },
} as const satisfies FindingTable;

export const DNSBL_WORDS: WordsOf<typeof DNSBL_FINDINGS> = {
  'dnsbl.listed': {
    en: {
      headline: 'on a blocklist',
      why: 'Receivers that use this list refuse or junk your mail while the entry stands.',
    },
    ko: {
      headline: '차단 목록 등재',
      why: '이 목록을 사용하는 수신 서버는 등재가 풀릴 때까지 메일을 거부하거나 스팸함으로 보냅니다.',
    },
  },
  'dnsbl.policy': {
    en: {
      headline: 'on a policy list',
      why: 'The address stands in a range that is not meant to send mail directly. It says nothing about your behaviour, and receivers that use the list still refuse it.',
    },
    ko: {
      headline: '정책 목록 등재',
      why: '메일을 직접 발송하지 않는 것으로 되어 있는 대역에 속한 주소입니다. 발송 행태를 문제 삼는 것은 아니지만, 이 목록을 사용하는 수신 서버는 그래도 거부합니다.',
    },
  },
  'list.blind': {
    en: {
      headline: 'a blocklist gives no verdict',
      why: 'A listing there would go unnoticed; nothing is known from this list, neither good nor bad.',
    },
    ko: {
      headline: '차단 목록의 판정 없음',
      why: '이 목록에 등재되더라도 알 수 없습니다. 등재 여부 어느 쪽도 판단할 수 없는 상태입니다.',
    },
  },
  'list.anomaly': {
    en: {
      headline: 'a blocklist misbehaves and is not believed',
      why: 'The list answers what it cannot mean (a dead or resold list often lists the world). Your addresses keep their last known state.',
    },
    ko: {
      headline: '차단 목록의 이상 응답(신뢰하지 않음)',
      why: '있을 수 없는 응답을 하고 있습니다(운영이 중단되었거나 팔린 목록은 모든 주소를 등재된 것으로 답하는 경우가 많습니다). 각 주소는 마지막으로 확인된 상태를 유지합니다.',
    },
  },
  'list.mass-listing': {
    en: {
      headline: 'a blocklist lists many senders',
      why: 'The list passed its controls, so this is real: one cause probably lies behind all of them.',
    },
    ko: {
      headline: '차단 목록에 발신 주소 다수 등재',
      why: '목록이 자체 점검을 통과했으므로 실제 등재입니다. 하나의 공통 원인이 있을 가능성이 높습니다.',
    },
  },
};
