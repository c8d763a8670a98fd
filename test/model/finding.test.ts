import { describe, expect, it } from 'vitest';
import {
  type Coverage,
  criticalCoverage,
  digLine,
  type Evidence,
  type Finding,
  targetStatus,
  valueSeen,
  worstStatus,
} from '../../shared/model/finding.ts';
import type { FindingId } from '../../shared/model/findings/index.ts';

const finding = (check: Finding['check'], status: Finding['status'], subject = 'x'): Finding => ({
  check,
  status,
  subject,
  id: { ptr: 'ptr.generic', dnsbl: 'dnsbl.listed', spf: 'spf.none', sender: 'sender.grounded' }[check] as FindingId,
  target: '203.0.113.1',
  severity: 'info',
  summary: '',
  translated: { ko: '' },
  evidence: [],
  remedy: null,
});
const coverage = (asked: number, answered: number): Coverage => ({ asked, answered, notCovered: [] });
const isCritical = (list: string): boolean => list === 'critical';

describe('the status of a target', () => {
  it.each<[string, Finding[], Coverage, string]>([
    ['nothing was looked at', [], coverage(0, 0), 'unknown'],
    ['all is well', [finding('ptr', 'pass'), finding('dnsbl', 'pass')], coverage(1, 1), 'pass'],
    ['a failure outweighs a warning', [finding('ptr', 'warn'), finding('dnsbl', 'fail')], coverage(1, 1), 'fail'],
    ['a warning outweighs the unknown', [finding('ptr', 'unknown'), finding('spf', 'warn')], coverage(0, 0), 'warn'],
    ['reverse DNS without a verdict', [finding('ptr', 'unknown'), finding('dnsbl', 'pass')], coverage(1, 1), 'unknown'],
    ['SPF without a verdict', [finding('spf', 'unknown'), finding('dnsbl', 'pass')], coverage(1, 1), 'unknown'],
    [
      'a silent critical list',
      [finding('ptr', 'pass'), finding('dnsbl', 'unknown', 'critical')],
      coverage(9, 8),
      'unknown',
    ],
    ['a silent minor list', [finding('ptr', 'pass'), finding('dnsbl', 'unknown', 'minor')], coverage(2, 1), 'pass'],
    [
      'fewer than half of the lists',
      [finding('ptr', 'pass'), finding('dnsbl', 'unknown', 'minor')],
      coverage(3, 1),
      'unknown',
    ],
  ])('counts what gave a verdict: %s', (_name, findings, covered, status) => {
    expect(targetStatus(findings, covered, isCritical)).toBe(status);
  });
});

it.each([
  [['pass', 'warn', 'fail', 'unknown'], 'fail'],
  [['pass', 'warn', 'unknown'], 'warn'],
  [['pass', 'unknown'], 'unknown'],
  [['pass'], 'pass'],
  [[], 'unknown'],
] as const)('the worst of %j is %s', (statuses, worst) => {
  expect(worstStatus(statuses)).toBe(worst);
});

describe('the value that a finding remembers', () => {
  const asked = (type: string, answers: readonly string[], rcode = 'NOERROR'): Evidence => ({
    question: 'x',
    type,
    resolver: '',
    rcode,
    answers,
    ttl: null,
    at: '',
    rttMs: 0,
  });

  it.each<[Finding['check'], readonly Evidence[], string | undefined]>([
    ['ptr', [asked('PTR', ['a.example', 'b.example']), asked('A', ['203.0.113.1'])], 'a.example, b.example'],
    ['ptr', [asked('PTR', [], 'NXDOMAIN')], 'NXDOMAIN'],
    ['ptr', [], undefined],
    ['spf', [asked('TXT', ['other', 'v=spf1 -all']), asked('TXT', ['v=spf1 ?all'])], 'v=spf1 -all'],
    ['spf', [asked('TXT', [], 'SERVFAIL'), asked('TXT', ['V=SPF1 mx'])], 'V=SPF1 mx'],
    ['spf', [asked('TXT', ['v=spf10'])], 'NOERROR'],
    ['spf', [asked('A', ['203.0.113.1'])], undefined],
    ['dnsbl', [asked('TXT', ['v=spf1 -all'])], undefined],
  ])('is what DNS answered: %s, row %#', (check, evidence, expected) => {
    expect(valueSeen({ check, evidence })).toBe(expected);
  });

  it('is one printable line of bounded length', () => {
    const value = valueSeen({ check: 'ptr', evidence: [asked('PTR', [`\u001b[31m${'x'.repeat(2000)}`])] });
    expect(value).toMatch(/^ \[31mx+…$/);
    expect(value?.length).toBe(500);
  });
});

it.each([
  ['10.2.0.192.$KEY.zen.dq.spamhaus.net', '10.2.0.192.$KEY.zen.dq.spamhaus.net'],
  ['_dmarc.xn--bcher-kva.example', '_dmarc.xn--bcher-kva.example'],
  ['$(reboot).evil.example', "-q '$(reboot).evil.example'"],
  ["';reboot;'.evil.example", "-q ''\\'';reboot;'\\''.evil.example'"],
  ['`reboot`$KEYS.evil.example', "-q '`reboot`$KEYS.evil.example'"],
  ['-f/etc/passwd.example', "-q '-f/etc/passwd.example'"],
])('the dig line of %s is safe to paste', (question, shown) => {
  const evidence = { question, type: 'A', resolver: '192.0.2.53:53', rcode: 'NOERROR', answers: [], ttl: 0 };
  expect(digLine({ ...evidence, at: '2026-11-24T12:00:00.000Z', rttMs: 1 })).toBe(`dig @192.0.2.53 ${shown} A`);
});

describe('the coverage of critical lists', () => {
  const missing = (list: string) => ({ list, why: 'needs a key', how: 'get one' });
  const isGrave = (list: string): boolean => list.startsWith('critical');
  it.each<[string, Finding[], string[], string]>([
    ['none is there', [finding('dnsbl', 'pass', 'minor'), finding('ptr', 'fail', 'critical')], [], 'none'],
    ['none can be queried', [finding('dnsbl', 'pass', 'minor')], ['critical'], 'none'],
    ['none answers', [finding('dnsbl', 'unknown', 'critical'), finding('dnsbl', 'pass', 'minor')], [], 'none'],
    ['a listing is a verdict too', [finding('dnsbl', 'fail', 'critical')], [], 'all'],
    ['all answer', [finding('dnsbl', 'pass', 'critical'), finding('dnsbl', 'unknown', 'minor')], ['other'], 'all'],
    ['one does not', [finding('dnsbl', 'pass', 'critical'), finding('dnsbl', 'unknown', 'critical-2')], [], 'some'],
    ['one cannot be queried', [finding('dnsbl', 'warn', 'critical')], ['critical-2'], 'some'],
  ])('counts verdicts: %s', (_what, findings, lists, expected) => {
    expect(criticalCoverage(findings, lists.map(missing), isGrave)).toBe(expected);
  });
});
