/**
 * The sandbox's internet: eight senders, each with another fate, and ten lists, each with other manners. All names and
 * addresses are from the ranges reserved for documentation; everything is asked and answered over real sockets on loopback.
 */
import type { List } from '../../shared/dnsbl/list.ts';
import { address, reverseLabels, reverseName } from '../../shared/model/address.ts';
import type { Text } from '../../shared/model/language.ts';
import { DEFAULT_SETTINGS } from '../../shared/settings/defaults.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import type { Manners, Zone } from './zones.ts';

type Sender = {
  readonly address: string;
  readonly fate: Text;
  readonly domain: string;
  readonly ptr?: string;
  /** Where the reverse name leads; to the address itself unless said. */
  readonly leads?: string;
};

export const SENDERS: readonly Sender[] = [
  {
    address: '203.0.113.10',
    fate: { en: 'everything in order', ko: '모두 정상' },
    domain: 'example.com',
    ptr: 'mail1.example.com',
  },
  { address: '203.0.113.11', fate: { en: 'no reverse DNS', ko: '역방향 DNS 없음' }, domain: 'example.com' },
  {
    address: '203.0.113.12',
    fate: { en: "Amazon's default reverse name", ko: 'Amazon의 자동 생성된 기본 이름' },
    domain: 'example.com',
    ptr: 'ec2-203-0-113-12.compute-1.amazonaws.com',
  },
  {
    address: '203.0.113.13',
    fate: { en: 'its reverse name resolves to another address', ko: '역방향 DNS의 이름이 다른 IP를 가리킴' },
    domain: 'example.com',
    ptr: 'mail3.example.com',
    leads: '203.0.113.99',
  },
  {
    address: '203.0.113.14',
    fate: { en: 'listed on a critical list', ko: '중요도가 심각인 목록에 등재' },
    domain: 'example.com',
    ptr: 'mail4.example.com',
  },
  {
    address: '203.0.113.15',
    fate: { en: 'in a range that should not send mail', ko: '직접 발송 제한 대역(정책 목록)' },
    domain: 'example.com',
    ptr: 'mail5.example.com',
  },
  {
    address: '198.51.100.16',
    fate: { en: 'forgotten in the SPF record', ko: 'SPF 레코드에서 빠짐' },
    domain: 'example.com',
    ptr: 'mail6.example.com',
  },
  {
    address: '2001:db8::25',
    fate: { en: 'IPv6, everything in order', ko: 'IPv6, 모두 정상' },
    domain: 'example.com',
    ptr: 'mail7.example.com',
  },
];

/** What changes between the runs: the sound sender gets onto a blocklist, and off it again. */
export type Scene = { readonly newlyListed: readonly string[] };

export const SETTINGS: Settings = {
  ...DEFAULT_SETTINGS,
  senders: SENDERS.map(({ address: text, domain }) => ({ address: address(text), domains: [domain] })),
};

function list(id: string, name: string, more: Partial<List> = {}): List {
  return {
    id,
    name,
    operator: 'The Sandbox',
    operatorId: 'sandbox',
    zone: `${id}.lists.example`,
    scope: ['ip4'],
    kind: 'block',
    severity: 'minor',
    access: 'open',
    status: 'active',
    codes: [
      { match: '127.0.0.2', means: 'sent spam to a trap', sublist: 'SPAM', effect: 'listed' },
      { match: '127.0.0.10', means: 'range that should not send mail directly', sublist: 'POLICY', effect: 'policy' },
    ],
    refusals: [{ match: '127.255.255.254', means: 'asked through a public resolver' }],
    testListed: '127.0.0.2',
    testUnlisted: '127.0.0.1',
    removal: { kind: 'form', url: `https://lists.example/${id}/removal`, hours: 1 },
    checkedOn: '2026-11-24',
    ...more,
  };
}

export const SANDBOX_LISTS: readonly List[] = [
  list('critical', 'Critical List', { severity: 'critical', scope: ['ip4', 'ip6'] }),
  list('careful', 'Careful List', { severity: 'major' }),
  list('small', 'Small List'),
  list('steady', 'Steady List'),
  list('names', 'Names List', { severity: 'major', scope: ['domain'], testListed: 'TEST', testUnlisted: 'INVALID' }),
  list('refusing', 'Refusing List', { severity: 'major' }),
  list('parked', 'Parked List'),
  list('emptied', 'Emptied List'),
  list('mute', 'Mute List'),
  list('keyed', 'Keyed List', { zone: '{key}.keyed.lists.example', access: 'key' }),
];

const SOUND_MANNERS: Text = { en: 'sound', ko: '정상' };

/** How each list behaves. */
export const MANNER_TEXTS: Readonly<Record<string, Text>> = {
  critical: SOUND_MANNERS,
  careful: SOUND_MANNERS,
  small: SOUND_MANNERS,
  steady: SOUND_MANNERS,
  names: { en: 'sound; a list of domains', ko: '정상, 도메인 목록' },
  refusing: {
    en: 'answers every query with 127.255.255.254 ("not from a public resolver")',
    ko: '모든 조회에 127.255.255.254로 응답(공용 리졸버 거부)',
  },
  parked: {
    en: 'its domain was sold: every name resolves to 192.0.2.80',
    ko: '도메인이 매각되어 모든 조회에 192.0.2.80으로 응답',
  },
  emptied: { en: 'answers, but has lost its content and its test entry', ko: '응답하지만 시험용 항목까지 비어 있음' },
  mute: { en: 'never answers', ko: '응답하지 않음' },
  keyed: { en: 'needs a key that we do not have', ko: '키가 필요하지만 없음' },
};

export const MANNERS: Manners = {
  'refusing.lists.example': ({ name, type }) =>
    type === 'A' ? { answers: [{ name, type, data: '127.255.255.254', ttl: 60 }] } : {},
  'parked.lists.example': ({ name, type }) =>
    type === 'A' ? { answers: [{ name, type, data: '192.0.2.80', ttl: 60 }] } : {},
  'mute.lists.example': 'mute',
};

/** The test entry of an IPv6 list (RFC 5782 section 5): ::ffff:7f00:2, all nibbles. */
const TEST6 = `2.0.0.0.0.0.f.7.f.f.f.f.${'0.'.repeat(20)}`;

export function zoneOf({ newlyListed }: Scene): Zone {
  const zone: Record<string, Record<string, unknown[]>> = {
    'example.com': {
      TXT: ['v=spf1 ip4:203.0.113.0/24 ip6:2001:db8::/32 -all'],
      MX: [{ preference: 10, exchange: 'mail1.example.com' }],
    },
  };
  for (const { address: text, ptr, leads } of SENDERS) {
    if (ptr === undefined) continue;
    const at = address(text);
    zone[reverseName(at)] = { PTR: [ptr] };
    zone[ptr] = { [at.family === 4 ? 'A' : 'AAAA']: [leads ?? text] };
  }
  const enter = (id: string, labels: string, code: string): void => {
    zone[`${labels}.${id}.lists.example`] = { A: [code], TXT: [`https://lists.example/${id}/why`] };
  };
  for (const id of ['critical', 'careful', 'small', 'steady']) enter(id, '2.0.0.127', '127.0.0.2');
  enter('names', 'test', '127.0.0.2');
  enter('critical', TEST6.slice(0, -1), '127.0.0.2');
  enter('critical', reverseLabels(address('203.0.113.14')), '127.0.0.2');
  enter('careful', reverseLabels(address('203.0.113.15')), '127.0.0.10');
  for (const text of newlyListed) enter('critical', reverseLabels(address(text)), '127.0.0.2');
  return zone;
}
