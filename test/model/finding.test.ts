import { describe, expect, it } from 'vitest';
import { type Coverage, type Finding, targetStatus, worstStatus } from '../../shared/model/finding.ts';

const finding = (check: Finding['check'], status: Finding['status'], subject = 'x'): Finding => ({
  ...{ check, status, subject, id: `${check}.some`, target: '203.0.113.1', severity: 'info', summary: '' },
  ...{ evidence: [], remedy: null },
});
const coverage = (asked: number, answered: number): Coverage => ({ asked, answered, notCovered: [] });
const isCritical = (list: string): boolean => list === 'critical';

describe("a target's status", () => {
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
  ])('%s', (_name, findings, covered, status) => {
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
