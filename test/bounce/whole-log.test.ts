/** Logs of any length: groups with counts and times, what the same log shows beside them, and bounds on what is kept. */
import { describe, expect, it } from 'vitest';
import { diagnoseFailure } from '../../shared/bounce/diagnose.ts';
import { logReader } from '../../shared/bounce/reader/log/log.ts';
import type { LogGroup, LogReport } from '../../shared/bounce/whole-log/groups.ts';
import { plainLine, stampOf } from '../../shared/bounce/whole-log/lines.ts';
import { shapeOf } from '../../shared/bounce/whole-log/shape.ts';
import { logTally } from '../../shared/bounce/whole-log/tally.ts';
import { LISTS } from '../../shared/dnsbl/lists.ts';
import { TEXTS } from './texts.ts';

const line = (n: number, to: string, host: string, status: string, words: string, dsn = '5.7.1'): string =>
  `2026-11-24T${String(n % 24).padStart(2, '0')}:00:00+00:00 mx postfix/smtp[7]: Q${String(n).padStart(9, '0')}: to=<${to}>, relay=${host}[198.51.100.${n % 200}]:25, delay=1, dsn=${dsn}, status=${status} (host ${host}[198.51.100.${n % 200}] said: ${words})`;
const S3140 = (n: number, status = 'bounced'): string =>
  line(
    n,
    `u${n}@outlook.com`,
    'outlook-com.olc.protection.outlook.com',
    status,
    `550 5.7.1 Unfortunately, messages from [203.0.113.9] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3140). [AM4PEPF00027A${n % 10}.eurprd04.prod.outlook.com 2026-11-24T09:15:02.${n}Z 08DE2${n}] (in reply to MAIL FROM command)`,
  );
const sent = (n: number, to = `v${n}@example.org`, relay = 'mx.example.org[198.51.100.9]:25'): string =>
  `2026-11-24T09:00:00+00:00 mx postfix/smtp[7]: Q${String(n).padStart(9, '0')}: to=<${to}>, relay=${relay}, delay=1, dsn=2.0.0, status=sent (250 2.0.0 Ok)`;

function tally(lines: readonly string[]): LogReport {
  const one = logTally(LISTS);
  for (const each of lines) one.add(each);
  return one.report();
}
const shown = ({ receiver, count, diagnosis }: LogGroup): string =>
  `${count} x ${diagnosis.rule} at ${receiver} for ${diagnosis.ip}`;
const many = <T>(n: number, make: (at: number) => T): readonly T[] => Array.from({ length: n }, (_, at) => make(at));

describe('a whole log', () => {
  it('is grouped by cause, receiver and address, with counts, times and examples, the most damaging first', () => {
    const unknown = many(90, (n) =>
      line(
        n + 500,
        `x${n}@example.net`,
        'mx.example.net',
        'bounced',
        `550 5.1.1 <x${n}@example.net>: User unknown`,
        '5.1.1',
      ),
    );
    const { lines, refusals, delivered, groups } = tally([
      ...unknown,
      ...many(60, (n) => S3140(n)),
      sent(900),
      sent(901),
    ]);
    expect([lines, refusals, delivered]).toEqual([152, 150, 2]);
    expect(groups.map(shown)).toEqual([
      '60 x ms-network-blocked at Outlook.com for 203.0.113.9',
      '90 x user-unknown at example.net for undefined',
    ]);
    expect(groups[0]).toMatchObject({
      attempts: 60,
      firstSeen: '2026-11-24T00:00:00+00:00',
      lastSeen: '2026-11-24T11:00:00+00:00',
      deliveredElsewhere: 2,
      refusedBy: [],
      diagnosis: { mta: 'postfix' },
    });
    expect(groups[0]!.recipients).toHaveLength(5);
    expect(groups[0]!.examples[0]).toContain('said: 550 5.7.1 Unfortunately');
  });

  it('counts a message once, however often the queue tries, and knows that it was delivered in the end', () => {
    const tries = many(5, () => S3140(1, 'deferred'));
    const { groups, delivered } = tally([
      ...tries,
      sent(1, 'u1@outlook.com', 'outlook-com.olc.protection.outlook.com[198.51.100.1]:25'),
    ]);
    expect(groups[0]).toMatchObject({ count: 1, attempts: 5, deliveredLater: 1 });
    expect(delivered).toBe(1);
  });

  it('shows that an address is refused by several receivers', () => {
    const refused = many(4, (n) =>
      line(
        n,
        `u@example${n}.net`,
        `mx.example${n}.net`,
        'bounced',
        `554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using zen.spamhaus.org`,
      ),
    );
    const { groups } = tally(refused);
    expect(groups).toHaveLength(4);
    for (const { refusedBy } of groups)
      expect(refusedBy).toEqual(['example0.net', 'example1.net', 'example2.net', 'example3.net']);
  });

  it('does not take mail that stayed on the machine for a delivery, and three dead hosts for a closed port only without one', () => {
    const lost = many(
      3,
      (n) =>
        `2026-11-24T09:00:0${n}+00:00 mx postfix/smtp[7]: R00000000${n}: to=<u@example${n}.net>, relay=none, delay=30, dsn=4.4.1, status=deferred (connect to mx.example${n}.net[198.51.100.${n}]:25: Connection timed out)`,
    );
    const local = sent(9, 'root@example.com', 'local');
    const causes = (more: readonly string[]) =>
      new Set(tally([...lost, ...more]).groups.map((one) => one.diagnosis.cause));
    expect(causes([local])).toEqual(new Set(['port25-blocked']));
    expect(causes([sent(10)])).toEqual(new Set(['network']));
  });

  it('keeps a bounded number of groups, and counts what is beyond them', () => {
    const { groups, refusals } = tally(
      many(3000, (n) => line(n, `u@d${n}.example`, `mx.d${n}.example`, 'bounced', '550 5.1.1 User unknown', '5.1.1')),
    );
    expect(groups.length).toBeLessThanOrEqual(1010);
    expect(refusals).toBe(3000);
  });

  it('reads the export of the journal as it reads the lines', () => {
    const journal = many(3, (n) => {
      const [, message] = /postfix\/smtp\[7\]: (.*)$/.exec(S3140(n))!;
      return JSON.stringify({
        MESSAGE: message,
        SYSLOG_IDENTIFIER: 'postfix/smtp',
        _PID: '7',
        _HOSTNAME: 'mx',
        __REALTIME_TIMESTAMP: '1795510800000000',
      });
    });
    expect(tally(journal).groups.map(shown)).toEqual(['3 x ms-network-blocked at Outlook.com for 203.0.113.9']);
  });
});

describe('the shape of a refusal in a log', () => {
  it('has the answer of the refusal itself, for every published text', () => {
    const answers = new Map<string, string>();
    for (const texts of TEXTS.values())
      for (const { text } of texts) {
        const words = text.replaceAll('\n', ' ').slice(0, 900);
        const found = logReader().read(line(1, 'ann@example.net', 'mx.example.net', 'bounced', words));
        if (found === undefined) continue;
        const { diagnosis } = diagnoseFailure(found.failure, LISTS);
        const answer = JSON.stringify([diagnosis?.rule, diagnosis?.ip, diagnosis?.host, diagnosis?.listedBy]);
        const shape = shapeOf(found.failure);
        expect(answers.get(shape) ?? answer, text).toBe(answer);
        answers.set(shape, answer);
      }
    expect(answers.size).toBeGreaterThan(300);
  });

  it('is one for what a server puts in anew each time, and another for another code, address or domain', () => {
    const shape = (text: string) => shapeOf(logReader().read(text)!.failure);
    expect(shape(S3140(1))).toBe(shape(S3140(77)));
    expect(shape(S3140(1).replace('203.0.113.9', '203.0.113.8'))).not.toBe(shape(S3140(1)));
    expect(shape(S3140(1).replace('S3140', 'S3150'))).not.toBe(shape(S3140(1)));
    const netease = (domain: string) => shape(line(1, `u@${domain}`, `mx.${domain}`, 'bounced', '550 no'));
    expect(netease('163.com')).not.toBe(netease('126.com'));
  });
});

describe('a line of a log', () => {
  it.each([
    ['Nov 24 07:00:00 mx postfix/smtp[7]: x', 'Nov 24 07:00:00'],
    ['2026-11-24T07:00:00.123+09:00 mx x', '2026-11-24T07:00:00.123+09:00'],
    ['2026-11-24 07:00:00 1AbCde-000abc-00 ** ann@example.net', '2026-11-24 07:00:00'],
    ['@4000000065fd7c1f2a1b3c4d delivery 7: failure: x', '@4000000065fd7c1f2a1b3c4d'],
    ['no time here', undefined],
  ])('was written when it says so: %s', (text, stamp) => {
    expect(stampOf(text)).toBe(stamp);
  });

  it('is left as it is where it only looks like the export of a journal', () => {
    for (const text of ['{"MESSAGE":', '{"MESSAGE":5}', '{"a":1}', '{'.repeat(90_000)])
      expect(plainLine(text)).toBe(text);
    expect(plainLine(JSON.stringify({ MESSAGE: [104, 105], __REALTIME_TIMESTAMP: 'x' }))).toBe(
      '1970-01-01T00:00:00.000Z localhost mail[0]: hi',
    );
  });
});
