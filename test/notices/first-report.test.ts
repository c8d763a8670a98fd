import { describe, expect, it } from 'vitest';
import { snsForm } from '../../shared/channels/sns/form.ts';
import type { Notice } from '../../shared/model/incident.ts';
import { estimate } from '../../shared/notices/estimate.ts';
import { type FirstReport, firstReport } from '../../shared/notices/first-report.ts';
import { ENGLISH } from '../../shared/notices/wording.ts';
import { finding } from '../support/watch.ts';

const REPORT: FirstReport = {
  at: '2026-11-24T12:00:00.000Z',
  senders: ['203.0.113.1'],
  candidates: [],
  others: { 'nat-gateway': 2, service: 0 },
  notes: [],
  unseen: [],
  missingKeys: [],
  notCovered: [],
  silent: [],
  queries: [],
  estimate: estimate({ addresses: 1, spfTargets: 1, lists: 10, everyMinutes: 60 }),
};

const OPENED: Notice = {
  id: 'n1',
  run: 'run-1',
  at: REPORT.at,
  transition: 'opened',
  incident: 'i1',
  target: '203.0.113.1',
  finding: finding('ptr.missing', '203.0.113.1'),
  before: null,
  atFirstSight: true,
};
const CLEARED: Notice = {
  ...OPENED,
  id: 'n2',
  transition: 'cleared',
  finding: finding('ptr.confirmed', '203.0.113.1'),
};

describe('the first report', () => {
  it('has the problems first and the costs last, in one message, and no problem that has cleared meanwhile', () => {
    const report = firstReport(REPORT, [OPENED], ENGLISH);
    expect(report.notices).toEqual([OPENED]);
    const places = ['CRITICAL  203.0.113.1', 'What we found', 'Estimated cost'].map((one) => report.text.indexOf(one));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(report.text.startsWith(`${report.intro}\nCRITICAL`)).toBe(true);
    expect(report.text.endsWith(report.outro!)).toBe(true);
    const { message } = snsForm(report, ENGLISH);
    const { email, default: machine } = JSON.parse(message);
    expect(email).toBe(report.text);
    expect(JSON.parse(machine)).toMatchObject({ text: `${report.intro}\n${report.outro}`, notices: [{ id: 'n1' }] });
    expect(firstReport(REPORT, [OPENED, CLEARED], ENGLISH).subject).toContain('no problems');
  });

  it('has as many problems as one message holds, and is itself whole; the others follow', () => {
    const evidence = {
      question: 'x',
      type: 'PTR',
      resolver: '',
      rcode: 'NXDOMAIN',
      answers: [],
      ttl: 1,
      at: REPORT.at,
      rttMs: 1,
    };
    const notices = Array.from({ length: 1500 }, (_, n): Notice => {
      const seen = finding('dnsbl.listed', `198.51.${n >> 8}.${n & 255}`, `list-${n}`);
      const more = { id: `n${n}`, incident: `i${n}`, target: seen.target };
      return { ...OPENED, ...more, finding: { ...seen, evidence: [evidence] } };
    });
    const report = firstReport(REPORT, notices, ENGLISH);
    const { carried, message, subject } = snsForm(report, ENGLISH);
    const { email } = JSON.parse(message);
    expect(carried.length).toBeGreaterThan(200);
    expect(carried.length).toBeLessThan(1500);
    expect(subject).toBe('[Postwatch] first report: 1 sender, 0 candidates, 1500 problems');
    expect(email).toContain(`… and ${1500 - carried.length} more notices in the next message.`);
    expect(email.startsWith(report.intro)).toBe(true);
    expect(email.endsWith(report.outro)).toBe(true);
  });

  it('says what was found, what cannot be checked, what to do and what it costs', () => {
    const { subject, text } = firstReport(
      {
        ...REPORT,
        unseen: [{ place: '123456789012/us-east-1', why: 'UnauthorizedOperation: no' }],
        missingKeys: [{ operatorId: 'spamhaus', lists: ['Spamhaus ZEN', 'Spamhaus DBL'] }],
        notCovered: [{ list: 'old' }, { list: 'closed' }],
        silent: [{ list: 'shy', why: 'Shy List refuses to answer' }],
        notes: ['203.0.113.9: the tag postwatch:domains: "x" is no domain'],
        queries: [{ list: 'SpamCop', perDay: 168, limit: 10_000 }],
      },
      [OPENED],
      ENGLISH,
    );
    expect(subject).toBe('[Postwatch] first report: 1 sender, 0 candidates, 1 problem');
    // Nobody is told to tag one of none.
    expect(text).not.toContain('To watch a candidate');
    expect(firstReport({ ...REPORT, candidates: ['203.0.113.2'] }, [], ENGLISH).text).toContain('To watch a candidate');
    for (const line of [
      '    203.0.113.1',
      '1 problem already existed. What to do about each is below.',
      '  123456789012/us-east-1: UnauthorizedOperation: no',
      '  Spamhaus ZEN, Spamhaus DBL',
      '    aws ssm put-parameter --type SecureString --overwrite --name /postwatch/keys/spamhaus --value <key>',
      '2 lists are not queried',
      '  old, closed',
      '    npx postwatch lists --all',
      '  shy: Shy List refuses to answer',
      '  SpamCop: 168 (the operator allows 10,000 for all its lists together)',
    ]) {
      expect(text.split('\n').map((one) => one.trimEnd())).toContain(line);
    }
    expect(text).not.toContain('of AWS services');
  });

  it('leaves out headings without content, and names at most twenty of many', () => {
    const senders = Array.from({ length: 25 }, (_, n) => `203.0.113.${n}`);
    const { text } = firstReport({ ...REPORT, senders }, [], ENGLISH);
    expect(text).toContain('203.0.113.19\n');
    expect(text).not.toContain('203.0.113.20\n');
    expect(text).toContain('… and 5 more');
    expect(text).not.toMatch(/could not look at|need a key|not queried|Tags we/);
    expect(text).toContain('We found no problems in what could be checked.');
  });

  it('says how to name a sender where there is none to watch', () => {
    expect(firstReport({ ...REPORT, senders: [] }, [], ENGLISH).text).toContain('no address or domain to watch');
  });
});

describe('the cost estimate of the first report', () => {
  const of = (addresses: number, everyMinutes = 60) =>
    estimate({ addresses, spfTargets: addresses, lists: 25, everyMinutes });

  it('is the sum of its parts, each with the factors that give it', () => {
    const { dollars, parts } = of(1000);
    expect(parts.reduce((sum, part) => sum + part.dollars, 0)).toBeCloseTo(dollars);
    for (const { dollars: one, factors } of parts) {
      const value = factors.reduce((sum, { amount, price }) => sum + Number(amount) * price, 0);
      // The amounts are shown with two digits.
      expect(Math.abs(value - one)).toBeLessThan(0.06 * one + 0.001);
    }
  });

  it('counts the transitions of a run with a manifest: its batches, and two for each child of twenty', () => {
    const transitions = of(100_000).parts.find(({ what }) => what === 'Step Functions')?.factors;
    const amount = String(Math.round((730 * (5 + 400 * (2 + 1 / 6) + 400 + 2 * 64)) / 1000));
    expect(transitions).toEqual([{ amount, unit: 'transitionsThousand', price: 0.025 }]);
  });

  it('grows with addresses and frequency, and stays in cents and dollars for few', () => {
    // Of it, $6.50 are alarms and metrics: what is paid for knowing that the watch itself works.
    expect(of(10).dollars).toBeLessThan(7);
    expect(of(1000).dollars).toBeLessThan(10);
    expect(of(100_000).dollars).toBeLessThan(200);
    expect(of(1000).dollars).toBeGreaterThan(of(10).dollars);
    expect(of(1000, 15).dollars).toBeGreaterThan(of(1000).dollars);
  });
});
