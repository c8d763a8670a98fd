/** The memory of what was seen last: small, and never more certain than what was seen. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TargetReport } from '../../shared/checks/check.ts';
import { address } from '../../shared/model/address.ts';
import type { Finding, Status } from '../../shared/model/finding.ts';
import type { Batch } from '../../shared/watch/run/plan.ts';
import { type BatchVerdicts, packVerdicts, unpackVerdicts } from '../../shared/watch/run/verdicts.ts';

const AT = '2026-12-01T03:00:00.000Z';

const finding = (check: Finding['check'], target: string, subject: string, status: Status): Finding => ({
  check,
  id: 'ptr.confirmed',
  target,
  subject,
  status,
  severity: 'info',
  summary: '',
  translated: { ko: '' },
  evidence: [],
  remedy: null,
});

const report = (text: string, findings: readonly Finding[]): TargetReport => ({
  target: { kind: 'address', address: address(text), domains: [] },
  findings,
});

const batch = (check: Batch['check'], lists: readonly string[] = [], key = `${check}-0`): Batch => ({
  key,
  check,
  targets: [],
  lists,
});

const unpack = (batches: readonly BatchVerdicts[], unsound: readonly string[] = []) =>
  unpackVerdicts(batches.map((one) => ({ batch: one, unsound })));

const anyStatus = fc.constantFrom<Status>('pass', 'warn', 'fail', 'unknown');

describe('verdicts of a batch', () => {
  it('every verdict that goes in comes out, with the time of its batch', () => {
    const rows = fc.uniqueArray(fc.tuple(fc.ipV4(), fc.dictionary(fc.constantFrom('a', 'b', 'c'), anyStatus)), {
      selector: ([text]) => text,
      maxLength: 20,
    });
    fc.assert(
      fc.property(rows, (given) => {
        const reports = given.map(([text, lists]) =>
          report(
            text,
            Object.entries(lists).map(([list, status]) => finding('dnsbl', text, list, status)),
          ),
        );
        const seen = unpack([packVerdicts('run', batch('dnsbl', ['a', 'b', 'c']), AT, reports)]);
        for (const [text, lists] of given)
          expect(Object.fromEntries(seen.get(text)?.verdicts ?? [])).toEqual(
            Object.fromEntries(Object.entries(lists).map(([list, status]) => [`dnsbl|${list}`, { status, at: AT }])),
          );
      }),
    );
  });

  it('a thousand addresses in the same order take one pattern', () => {
    const reports = Array.from({ length: 1000 }, (_, index) => {
      const text = `198.51.${100 + (index >> 8)}.${index & 255}`;
      return report(text, [finding('ptr', text, text, 'pass')]);
    });
    const packed = packVerdicts('run', batch('ptr'), AT, reports);
    expect(packed.patterns).toEqual([{ 'ptr|*': 'pass' }]);
    expect(JSON.stringify(packed).length).toBeLessThan(30_000);
  });

  it('of several findings about one subject the worst is kept', () => {
    const text = '203.0.113.1';
    const findings = (['pass', 'warn', 'unknown'] as const).map((status) => finding('ptr', text, text, status));
    const seen = unpack([packVerdicts('run', batch('ptr'), AT, [report(text, findings)])]);
    expect(seen.get(text)?.verdicts.get(`ptr|${text}`)?.status).toBe('warn');
  });

  it('the newer verdict counts, in whatever order they are stored', () => {
    const text = '203.0.113.1';
    const at = (hour: number, status: Status, lists: readonly string[]) =>
      packVerdicts('run', batch('dnsbl', lists), `2026-12-01T0${hour}:00:00.000Z`, [
        report(text, [finding('dnsbl', text, 'a', status)]),
      ]);
    const [older, newer] = [at(1, 'fail', ['a']), at(2, 'pass', ['a', 'b'])];
    for (const stored of [
      [older, newer],
      [newer, older],
    ])
      expect(unpack(stored).get(text)?.verdicts.get('dnsbl|a')?.status).toBe('pass');
  });

  it('what a list said in a run in which it failed its tests is unknown', () => {
    const text = '203.0.113.1';
    const packed = packVerdicts('run', batch('dnsbl', ['a']), AT, [
      report(text, [finding('dnsbl', text, 'a', 'fail')]),
    ]);
    expect(unpack([packed], ['a']).get(text)?.verdicts.get('dnsbl|a')?.status).toBe('unknown');
  });

  it('names from DNS are kept printable and short, at most three of them', () => {
    const text = '203.0.113.1';
    const names = ['a\u202eb.example.', '\u001b[31mc.example.', `${'x'.repeat(2000)}.`, 'd.example.', 'e.example.'];
    const evidence = [
      { question: 'q', type: 'PTR', resolver: 'r', rcode: 'NOERROR', answers: names, ttl: 1, at: AT, rttMs: 1 },
    ];
    const found = { ...finding('ptr', text, text, 'pass'), evidence };
    const { names: kept = {} } = packVerdicts('run', batch('ptr'), AT, [report(text, [found])]);
    expect(kept[text]).toHaveLength(3);
    for (const name of kept[text] ?? []) {
      expect(name).toMatch(/^[ -~…]*$/);
      expect(name.length).toBeLessThanOrEqual(255);
    }
  });
});
