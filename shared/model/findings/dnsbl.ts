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
  'list.blind': { check: 'dnsbl', status: 'unknown', severity: 'list', notified: true },
  'list.anomaly': { check: 'dnsbl', status: 'unknown', severity: 'list', notified: true },
  'list.mass-listing': { check: 'dnsbl', status: ['fail', 'warn'], severity: 'list', notified: true },
  'list.mass-listing-over': { check: 'dnsbl', status: 'pass', severity: 'info' },
} as const satisfies FindingTable;

export const DNSBL_WORDS: WordsOf<typeof DNSBL_FINDINGS> = {
  'dnsbl.listed': {
    en: {
      headline: 'listed on a blocklist',
      why: 'Receivers that use this list refuse your mail, or deliver it to the spam folder, while the entry is there.',
    },
    ko: {
      headline: '차단 목록(RBL) 등재',
      why: '이 목록을 사용하는 수신 서버는 등재가 해제될 때까지 메일을 거부하거나 스팸함으로 보냅니다.',
    },
  },
  'dnsbl.policy': {
    en: {
      headline: 'listed for policy reasons',
      why: 'The entry covers a range that should not send mail directly. It does not mean that spam was seen, but receivers that use the list refuse the mail.',
    },
    ko: {
      headline: '정책 목록 등재(직접 발송 제한 대역)',
      why: '스팸 발송이 확인되어 등재된 것은 아닙니다. 다만 이 목록을 사용하는 수신 서버는 메일을 거부합니다.',
    },
  },
  'list.blind': {
    en: {
      headline: 'a blocklist gives no verdict',
      why: 'Nothing is known from this list, so you are not notified of a new listing there. Each target keeps its last known state.',
    },
    ko: {
      headline: '차단 목록(RBL) 응답 없음',
      why: '이 목록은 등재 여부를 판단할 수 없습니다. 그동안 새로 등재되어도 알림이 가지 않습니다. 각 대상은 마지막으로 확인된 상태를 유지합니다.',
    },
  },
  'list.anomaly': {
    en: {
      headline: 'a blocklist misbehaves, so we do not trust it',
      why: 'Its answers cannot be true. Lists that have shut down, or whose domain was sold, often answer like this. Each target keeps its last known state.',
    },
    ko: {
      headline: '차단 목록(RBL) 이상 응답',
      why: '비정상 응답이므로 반영하지 않습니다. 운영이 종료되었거나 도메인이 매각된 목록에서 흔히 나타납니다. 각 대상은 마지막으로 확인된 상태를 유지합니다.',
    },
  },
  'list.mass-listing': {
    en: {
      headline: 'a blocklist lists many senders',
      why: 'The list passed its controls, so the listings are real. They probably have one cause.',
    },
    ko: {
      headline: '한 차단 목록에 발송 IP 다수 등재',
      why: '목록의 정상 동작을 확인했으므로 실제 등재로 판단됩니다. 공통된 원인이 있을 가능성이 높습니다.',
    },
  },
};
