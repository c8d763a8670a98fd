import { describe, expect, it } from 'vitest';
import { headline, type ListNames } from '../../shared/checks/headline.ts';
import type { Inspected } from '../../shared/checks/inspect.ts';
import type { Coverage, Finding } from '../../shared/model/finding.ts';

const TARGET = '203.0.113.25';
const NAMES: Readonly<Record<string, string>> = { zen: 'Spamhaus ZEN', spamcop: 'SpamCop' };

const nameOf: ListNames = (id) => {
  const name = NAMES[id];
  if (name === undefined) return undefined;
  return id === 'zen' ? { name, critical: true, listedAs: () => 'Spamhaus CSS' } : { name, critical: false };
};

const finding = (id: Finding['id'], more: Partial<Finding> = {}): Finding => ({
  check: 'dnsbl',
  id,
  target: TARGET,
  subject: TARGET,
  status: 'fail',
  severity: 'major',
  summary: 'A fact.',
  translated: { ko: '사실입니다.' },
  evidence: [],
  remedy: null,
  ...more,
});

const inspected = (findings: readonly Finding[], coverage: Partial<Coverage> = {}): Inspected => ({
  target: { address: TARGET, domains: [] },
  status: findings.some(({ status }) => status === 'fail') ? 'fail' : (findings[0]?.status ?? 'pass'),
  coverage: { asked: 14, answered: 12, notCovered: [], ...coverage },
  findings,
});

const LISTED = finding('dnsbl.listed', { subject: 'spamcop' });
const CSS = finding('dnsbl.listed', { subject: 'zen', severity: 'critical' });
const PBL = finding('dnsbl.policy', { subject: 'spamcop', status: 'warn', severity: 'minor' });
const NAMELESS = finding('ptr.missing', { check: 'ptr', severity: 'critical' });
const SPF = finding('spf.near-limit', { check: 'spf', subject: 'example.com', status: 'warn', severity: 'minor' });
const SILENT = finding('dnsbl.unreachable', { subject: 'zen', status: 'unknown', severity: 'info' });
const CLEAR = finding('dnsbl.clear', { subject: 'spamcop', status: 'pass', severity: 'info' });

describe('the headline of a target', () => {
  it.each<[string, Inspected, string, string]>([
    ['one problem', inspected([LISTED]), '1 problem: listed on SpamCop (major)', '문제 1건: SpamCop 등재(주요)'],
    [
      'two',
      inspected([CSS, NAMELESS]),
      '2 problems: listed on Spamhaus CSS (critical), no reverse DNS (critical)',
      '문제 2건: Spamhaus CSS 등재(심각), 역방향 DNS(PTR) 없음(심각)',
    ],
    [
      'more than are named',
      inspected([CSS, NAMELESS, LISTED, PBL, SPF]),
      '5 problems: listed on Spamhaus CSS (critical), no reverse DNS (critical), listed on SpamCop (major) and 2 more',
      '문제 5건: Spamhaus CSS 등재(심각), 역방향 DNS(PTR) 없음(심각), SpamCop 등재(주요) 외 2건',
    ],
    [
      'about a domain',
      inspected([SPF]),
      '1 problem: example.com: SPF is near the limit of DNS lookups (minor)',
      '문제 1건: example.com: SPF의 DNS 조회 횟수가 한도에 가까움(경미)',
    ],
    ['none', inspected([CLEAR]), 'no problems; 12 of 14 lists answered', '문제 없음. 목록 14개 중 12개 확인'],
    ['none, without lists', inspected([CLEAR], { asked: 0, answered: 0 }), 'no problems', '문제 없음'],
    [
      'nothing known',
      inspected([SILENT], { asked: 1, answered: 0, critical: 'none' }),
      'could not be checked: 0 of 1 list answered; no critical list gave a verdict',
      '확인 불가: 목록 1개 중 0개만 응답; 중요도가 심각인 목록은 모두 확인 불가',
    ],
    [
      'a critical list that was not queried',
      inspected([LISTED], { notCovered: [{ list: 'zen', why: 'needs a key', how: 'Get one.' }] }),
      '1 problem: listed on SpamCop (major); Spamhaus ZEN not checked',
      '문제 1건: SpamCop 등재(주요); 점검하지 않은 목록: Spamhaus ZEN',
    ],
    [
      'lists of less weight that were not queried',
      inspected([LISTED], { notCovered: [{ list: 'spamcop', why: 'needs a key', how: 'Get one.' }] }),
      '1 problem: listed on SpamCop (major)',
      '문제 1건: SpamCop 등재(주요)',
    ],
  ])('says what is wrong and what is unknown: %s', (_, target, en, ko) => {
    expect(headline(target, nameOf)).toEqual({ en, ko });
  });
});
