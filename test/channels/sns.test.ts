/** SNS's own bounds, whatever the notices are. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiSubject, snsForm } from '../../shared/channels/sns/form.ts';
import type { Notice } from '../../shared/model/incident.ts';
import { digest } from '../../shared/notices/digest.ts';
import { ENGLISH } from '../../shared/notices/wording.ts';
import { finding } from '../support/watch.ts';

const notice = (n: number, text: string, more: Partial<Notice> = {}): Notice => ({
  id: `id-${n}`,
  run: 'run-1',
  at: '2026-11-24T12:00:00.000Z',
  transition: 'opened',
  incident: `i-${n}`,
  target: `198.51.100.${n}`,
  before: null,
  finding: {
    ...finding('ptr.missing', `198.51.100.${n}`),
    summary: text,
    evidence: [
      {
        question: text,
        type: 'PTR',
        resolver: '192.0.2.53:53',
        rcode: 'NXDOMAIN',
        answers: [text],
        ttl: 1,
        at: '2026-11-24T12:00:00.000Z',
        rttMs: 1,
      },
    ],
  },
  elasticIp: { account: n % 2 === 0 ? '123456789012' : '210987654321', region: 'eu-west-1' },
  ...more,
});

const MOST = 256 * 1024;
const sizeOf = (form: ReturnType<typeof snsForm>) =>
  Buffer.byteLength(form.message) + Buffer.byteLength(form.subject) + JSON.stringify(form.attributes).length;

const parse = (form: ReturnType<typeof snsForm>) => {
  const { default: machine, email, sms } = JSON.parse(form.message);
  return { machine: JSON.parse(machine), email, sms };
};

it('the message to SNS has a text for mail, the notices for machines, and attributes to filter on', () => {
  const form = snsForm(
    digest([notice(1, 'gone'), notice(2, 'gone', { elasticIp: undefined as never })], ENGLISH),
    ENGLISH,
  );
  const { machine, email, sms } = parse(form);
  expect(form.subject).toBe('[Postwatch] 2 opened: CRITICAL 198.51.100.1 (eu-west-1): no reverse DNS');
  expect(sms).toBe(form.subject);
  expect(email).toContain('CRITICAL  198.51.100.1');
  expect(machine.notices.map(({ id }: Notice) => id)).toEqual(['id-1', 'id-2']);
  expect(machine).not.toHaveProperty('leftOut');
  expect(machine.notices[0].finding.evidence).toHaveLength(1);
  expect(form.attributes).toEqual({
    severity: ['critical'],
    check: ['ptr'],
    status: ['fail'],
    account: ['210987654321'],
    region: ['eu-west-1'],
  });
});

describe('a digest that is too much for one message to SNS', () => {
  it('loses evidence first, and keeps all notices', () => {
    const form = snsForm(
      digest(
        Array.from({ length: 150 }, (_, n) => notice(n, 'é'.repeat(300))),
        ENGLISH,
      ),
      ENGLISH,
    );
    const { machine } = parse(form);
    expect(sizeOf(form)).toBeLessThanOrEqual(MOST);
    expect(machine.leftOut).toEqual({ evidence: true, notices: 0 });
    expect(machine.notices).toHaveLength(150);
    expect(machine.notices[0].finding.evidence).toEqual([]);
  });

  it('then puts the notices at the end into further messages, counted in both forms', () => {
    const form = snsForm(
      digest(
        Array.from({ length: 2000 }, (_, n) => notice(n, 'x'.repeat(250))),
        ENGLISH,
      ),
      ENGLISH,
    );
    const { machine, email } = parse(form);
    expect(sizeOf(form)).toBeLessThanOrEqual(MOST);
    expect(machine.notices.length).toBeGreaterThan(100);
    expect(machine.leftOut.notices).toBe(2000 - machine.notices.length);
    expect(form.carried).toEqual(machine.notices.map(({ id }: Notice) => id));
    expect(email).toContain(`CRITICAL  ${form.carried.length} addresses: no reverse DNS`);
    expect(email).toContain(`… and ${2000 - form.carried.length} more notices in the next message.`);
  });

  it('fits whatever the texts hold', () => {
    const text = fc.string({ unit: 'binary', maxLength: 3000 });
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 250 }), (texts, times) => {
        const notices = Array.from({ length: times }, (_, n) => notice(n, texts[n % texts.length]!));
        const form = snsForm(digest(notices, ENGLISH), ENGLISH);
        expect(sizeOf(form)).toBeLessThanOrEqual(MOST);
        expect(form.subject).toMatch(/^[\x21-\x7e][\x20-\x7e]{0,98}$/);
        const { machine } = parse(form);
        expect(machine.notices.length + (machine.leftOut?.notices ?? 0)).toBe(times);
        expect(form.carried).toEqual(machine.notices.map(({ id }: Notice) => id));
        expect(form.carried.length).toBeGreaterThan(0);
      }),
      { numRuns: 8 },
    );
  });
});

it.each([
  ['[Postwatch] a\u00e9b', '[Postwatch] a?b'],
  [`[Postwatch] ${'x'.repeat(86)}…`, `[Postwatch] ${'x'.repeat(84)}...`],
  [`[Postwatch] ${'x'.repeat(87)}`, `[Postwatch] ${'x'.repeat(87)}`],
])('the subject of a message to SNS is ASCII of under 100 characters: %s', (text, expected) => {
  expect(asciiSubject(text)).toBe(expected);
  expect(expected.length).toBeLessThan(100);
});
