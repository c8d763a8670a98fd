/** What belongs together is told together: one cause over many addresses is one entry, and says so in every form. */
import { describe, expect, it } from 'vitest';
import { chatForm } from '../../shared/channels/chat/form.ts';
import { snsForm } from '../../shared/channels/sns/form.ts';
import { webhookForm } from '../../shared/channels/webhook/form.ts';
import type { Finding } from '../../shared/model/finding.ts';
import type { Notice } from '../../shared/model/incident.ts';
import { digest } from '../../shared/notices/digest.ts';
import { entriesOf } from '../../shared/notices/entries.ts';
import { ENGLISH, wordingOf } from '../../shared/notices/wording.ts';
import { finding } from '../support/watch.ts';

const AT = '2026-11-24T12:00:00.000Z';
const ip = (n: number) => `198.51.${100 + (n >> 8)}.${n & 255}`;

function notice(n: number, seen: Finding, more: Partial<Notice> = {}): Notice {
  const { target } = seen;
  return {
    id: `n${n}`,
    run: 'r',
    at: AT,
    transition: 'opened',
    incident: `i${n}`,
    target,
    finding: seen,
    before: null,
    ...more,
  };
}

const nameless = (n: number, more: Partial<Notice> = {}) => notice(n, finding('ptr.missing', ip(n)), more);
const listed = (n: number, list: string, more: Partial<Notice> = {}) =>
  notice(n, finding('dnsbl.listed', ip(n), list), more);
const many = (count: number, make: (n: number) => Notice) => Array.from({ length: count }, (_, n) => make(n));
const spf = (n: number, domain: string): Notice => {
  const remedy = { text: 'Publish it.', command: `aws route53 upsert "v=spf1 ip4:${ip(n)} ~all"` };
  const seen = { ...finding('ptr.missing', ip(n)), check: 'spf', id: 'spf.not-authorised', subject: domain } as const;
  return notice(n, { ...seen, summary: `${domain} does not authorise ${ip(n)}`, remedy });
};

const sizes = (notices: readonly Notice[]) =>
  entriesOf(notices)
    .map(({ length }) => length)
    .sort((a, b) => a - b);

describe('notices with one cause are one entry', () => {
  it.each<[string, readonly Notice[], readonly number[]]>([
    ['for 400 addresses without a reverse name', many(400, nameless), [400]],
    ['for each list', [...many(5, (n) => listed(n, 'alpha')), ...many(4, (n) => listed(n, 'beta'))], [4, 5]],
    ['for each domain', [...many(3, (n) => spf(n, 'a.example')), ...many(3, (n) => spf(n, 'b.example'))], [3, 3]],
    ['but not two of a kind', many(2, nameless), [1, 1]],
    [
      'but an opening and a reminder are two',
      [...many(3, nameless), ...many(3, (n) => nameless(n, { transition: 'reminder' }))],
      [3, 3],
    ],
    [
      'but a problem of the first look and a new one are two',
      [...many(3, nameless), ...many(3, (n) => nameless(n, { atFirstSight: true }))],
      [3, 3],
    ],
    [
      'for each list, at the end of incidents',
      many(6, (n) => {
        const list = n % 2 === 0 ? 'alpha' : 'beta';
        const before = {
          ...({ finding: 'dnsbl.listed', severity: 'major', status: 'fail', since: AT, incident: `i${n}` } as const),
          summary: `${ip(n)} is listed on ${list}`,
        };
        return listed(n, list, { transition: 'ended', ended: 'unwatched', finding: null, before });
      }),
      [3, 3],
    ],
    [
      'but not notices that have members of their own',
      many(3, (n) => ({ ...listed(n, 'alpha'), target: 'list:alpha', members: { joined: [], left: [], count: 3 } })),
      [1, 1, 1],
    ],
  ])('%s', (_what, notices, expected) => {
    expect(sizes(notices)).toEqual(expected);
    expect(
      entriesOf(notices)
        .flat()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(notices.map(({ id }) => id).sort());
  });
});

describe('400 addresses without a reverse name', () => {
  const notices = many(400, (n) => nameless(n, { name: `mail${n}.example.com` }));
  const whole = digest(notices, ENGLISH);

  it('are one entry with their number, their names, why, and where all of them are listed', () => {
    expect(whole.subject).toBe('[Postwatch] CRITICAL 400 addresses: no reverse DNS');
    const lines = whole.text.trimEnd().split('\n');
    expect(lines[0]).toBe('CRITICAL  400 addresses: no reverse DNS, since 2026-11-24 12:00 UTC');
    expect(lines.length).toBeLessThanOrEqual(24);
    expect(whole.text.replaceAll(/\s+/g, ' ')).toContain('198.51.100.0 (mail0.example.com), 198.51.100.1');
    expect(whole.text).toContain('… and 388 more');
    expect(whole.text).toContain('For example: 198.51.100.0: ptr.missing');
    expect(whole.text).toMatch(/\nDetails {10}npx postwatch incidents\n$/);
    expect(lines.filter((line) => line.length > 76 && !/mail\d+/.test(line))).toEqual([]);
  });

  it('are one message for mail, chat and webhook, with every notice for machines', () => {
    const mail = snsForm(whole, ENGLISH);
    expect(mail.carried).toHaveLength(400);
    const { default: machine, email } = JSON.parse(mail.message);
    expect(JSON.parse(machine).notices).toHaveLength(400);
    // A mail has room for all the names.
    expect(email).toContain('198.51.101.143 (mail399.example.com)');
    expect(chatForm(whole, ENGLISH).carried).toHaveLength(400);
    const hook = webhookForm(whole, ENGLISH, 0);
    expect(JSON.parse(hook.body).notices).toHaveLength(400);
    expect(JSON.parse(hook.body)).not.toHaveProperty('leftOut');
  });

  it('are one entry in Korean', () => {
    const { subject, text } = digest(notices, wordingOf({ language: 'ko', zone: 'Asia/Seoul' }));
    expect(subject).toBe('[Postwatch] [심각] IP 400개 역방향 DNS(PTR) 없음');
    expect(text).toContain('… 외 388개');
  });
});

describe('the advice for many addresses', () => {
  const text = (notices: readonly Notice[]) => digest(notices, ENGLISH).text.replaceAll(/\s+/g, ' ');

  it('is given once where it is the same for all', () => {
    const remedy = { text: 'Stop the cause, then ask.', url: 'https://bl.example/removal' };
    const said = text(
      many(5, (n) => listed(n, 'alpha', { finding: { ...finding('dnsbl.listed', ip(n), 'alpha'), remedy } })),
    );
    expect(said).toContain('What to do Stop the cause, then ask. https://bl.example/removal');
    expect(said).not.toContain('steps differ');
  });

  it('is called that of one address where it is', () => {
    const own = (n: number) => ({ text: 'Set it.', command: `npx postwatch reverse-dns ${ip(n)}` });
    const said = text(many(5, (n) => nameless(n, { finding: { ...finding('ptr.missing', ip(n)), remedy: own(n) } })));
    expect(said).toContain('What to do For 198.51.100.0: Set it. npx postwatch reverse-dns 198.51.100.0');
    expect(said).toContain('The steps differ for each of the others. To see them: npx postwatch history <address>');
    expect(said).not.toContain('reverse-dns 198.51.100.1');
  });

  it('proposes no SPF record for one of many senders, since the next one would undo it', () => {
    const said = text(many(5, (n) => spf(n, 'a.example')));
    expect(said).toContain('CRITICAL 5 addresses (a.example): not authorized by SPF (fail)');
    expect(said).not.toContain('upsert');
  });

  it('exchanges some of them by name, and says that the others are exchanged in the same way', () => {
    const fresh = many(8, (n) =>
      notice(n, finding('dnsbl.critical', ip(n), 'alpha'), {
        atFirstSight: true,
        elasticIp: { account: '123456789012', region: 'eu-west-1', allocationId: `eipalloc-${n}`, associated: false },
      }),
    );
    const said = text(fresh);
    expect(said).toContain('--allocation-id eipalloc-4');
    expect(said).not.toContain('--allocation-id eipalloc-5');
    expect(said).toContain('Do the same for the other 3, each with its own allocation id.');
  });
});

describe('an address in a notice', () => {
  const place = { account: '123456789012', region: 'eu-west-1', instanceId: 'i-0123456789abcdef0' };

  it('has its name, its Region and its instance', () => {
    const { subject, text } = digest([nameless(1, { name: 'mx.example.com', elasticIp: place })], ENGLISH);
    expect(text.replaceAll(/\s+/g, ' ')).toContain(
      'CRITICAL 198.51.100.1 (mx.example.com, eu-west-1, i-0123456789abcdef0): no reverse DNS',
    );
    expect(subject).toBe(
      '[Postwatch] CRITICAL 198.51.100.1 (mx.example.com, eu-west-1, i-0123456789abcdef0): no reverse DNS',
    );
  });

  it('has in a subject as much of them as fits', () => {
    const name = `${'a'.repeat(30)}.example.com`;
    const { subject } = digest([nameless(1, { name, elasticIp: place })], ENGLISH);
    expect(subject).toBe(`[Postwatch] CRITICAL 198.51.100.1 (${name}): no reverse DNS`);
    const long = digest([nameless(1, { name: `${'a'.repeat(60)}.example.com` })], ENGLISH).subject;
    expect(long).toBe('[Postwatch] CRITICAL 198.51.100.1: no reverse DNS');
  });

  it('has the name of its reverse DNS, where no one named it', () => {
    const evidence = {
      question: 'x',
      type: 'PTR',
      resolver: '',
      rcode: 'NOERROR',
      answers: ['mail.example.com.'],
      ttl: 1,
      at: AT,
      rttMs: 1,
    };
    const seen = { ...finding('ptr.generic', ip(1)), evidence: [evidence] };
    expect(digest([notice(1, seen)], ENGLISH).subject).toContain('198.51.100.1 (mail.example.com): ');
  });
});

it('a record that is gone is not reported as better, however little its absence weighs', () => {
  const before = {
    ...({ finding: 'spf.not-authorised', severity: 'critical', status: 'fail', since: AT, incident: 'i1' } as const),
    summary: 'example.com refuses it',
  };
  const seen = {
    ...finding('ptr.not-confirmed', ip(1)),
    check: 'spf',
    id: 'spf.none',
    subject: 'example.com',
  } as const;
  const gone = notice(1, seen, { transition: 'improved', before });
  const { subject, text } = digest([gone], ENGLISH);
  expect(subject).toBe('[Postwatch] GONE 198.51.100.1: no SPF record');
  expect(text.replaceAll(/\s+/g, ' ')).toContain('That is a change, not an improvement.');
  expect(digest([gone, nameless(2)], ENGLISH).subject).toContain('1 record gone');
  expect(digest([{ ...gone, before: { ...before, finding: 'spf.none' } }], ENGLISH).subject).toContain('BETTER');
});
