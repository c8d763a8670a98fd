import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defined } from '../../shared/model/defined.ts';
import { digLine, type Evidence, type Finding } from '../../shared/model/finding.ts';
import type { Notice, Standing, Transition } from '../../shared/model/incident.ts';
import { columns } from '../../shared/model/text.ts';
import { digest } from '../../shared/notices/digest.ts';
import { evidenceLine, findingText } from '../../shared/notices/section.ts';
import { en } from '../../shared/notices/texts/en.ts';
import { ENGLISH, type Wording, wordingOf } from '../../shared/notices/wording.ts';

const EVIDENCE: Evidence = {
  question: '25.113.0.203.bl.example',
  type: 'A',
  resolver: '192.0.2.53:53',
  rcode: 'NOERROR',
  answers: ['127.0.0.2'],
  ttl: 300,
  at: '2026-11-24T12:00:03.000Z',
  rttMs: 12,
};
const FINDING: Finding = {
  check: 'dnsbl',
  id: 'dnsbl.listed',
  target: '203.0.113.25',
  subject: 'bl',
  status: 'fail',
  severity: 'major',
  summary: '203.0.113.25 is listed on BL: spam',
  translated: { ko: '203.0.113.25가 BL에 등재되어 있습니다: spam' },
  evidence: [EVIDENCE],
  remedy: { text: 'Stop the cause, then ask.', url: 'https://bl.example/removal', checkedOn: '2026-11-24' },
};
const before: Standing = {
  finding: 'dnsbl.listed',
  severity: 'major',
  status: 'fail',
  summary: FINDING.summary,
  since: '2026-11-24T12:00:00.000Z',
  incident: 'abc',
};
const opened: Notice = {
  id: '1',
  run: 'r',
  at: '2026-11-24T12:00:00.000Z',
  transition: 'opened',
  incident: 'abc',
  target: '203.0.113.25',
  finding: FINDING,
  before: null,
};
const clear: Finding = {
  ...FINDING,
  id: 'dnsbl.clear',
  status: 'pass',
  severity: 'info',
  summary: 'not on BL',
  remedy: null,
};
const cleared: Notice = {
  ...opened,
  id: '2',
  at: '2026-11-24T15:00:00.000Z',
  transition: 'cleared',
  finding: clear,
  before,
};

describe('one notice', () => {
  it('an opening says what, since when, how to repeat it, why it matters and what to do', () => {
    const { subject, text } = digest([opened], ENGLISH);
    expect(subject).toBe('[Postwatch] OPENED 203.0.113.25: on a blocklist');
    for (const part of [
      'OPENED  major  203.0.113.25',
      'now       203.0.113.25 is listed on BL: spam',
      'since     2026-11-24 12:00 UTC',
      'dig @192.0.2.53 25.113.0.203.bl.example A',
      `why       ${en.why['dnsbl.listed']!.slice(0, 40)}`,
      'next      Stop the cause, then ask.',
      'https://bl.example/removal (advice checked 2026-11-24)',
      'incident  abc',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('a clearing says what stood, what is seen now and how long it lasted, and asks for nothing', () => {
    const { subject, text } = digest([cleared], ENGLISH);
    expect(subject).toBe('[Postwatch] CLEARED 203.0.113.25: on a blocklist');
    expect(text).toContain('before    203.0.113.25 is listed on BL: spam');
    expect(text).toContain('now       not on BL');
    expect(text).toContain('lasted    3 hours');
    expect(text).not.toMatch(/^ {2}(next|why) /m);
  });

  it('an end that is no clearing is worded as one', () => {
    const ended: Notice = { ...cleared, transition: 'ended', finding: null, ended: 'unwatched' };
    expect(digest([ended], ENGLISH).text.replace(/\s+/g, ' ')).toContain('The problem was not seen to clear.');
  });
});

describe('several', () => {
  it('the worst comes first, and the subject counts', () => {
    const critical: Finding = { ...FINDING, id: 'ptr.missing', check: 'ptr', severity: 'critical', summary: 'no name' };
    const worse: Notice = { ...opened, id: '3', target: '203.0.113.26', finding: critical };
    const { subject, text, notices } = digest([cleared, opened, worse], ENGLISH);
    expect(subject).toBe('[Postwatch] 2 opened, 1 cleared: OPENED 203.0.113.26: no reverse DNS');
    expect(notices.map(({ id }) => id)).toEqual(['3', '1', '2']);
    expect(text.indexOf('203.0.113.26')).toBeLessThan(text.indexOf('203.0.113.25'));
  });

  it('a subject stays under 100 characters and on one line, whatever a target is called', () => {
    const long: Notice = { ...opened, target: `${'x'.repeat(300)}\r\nBcc: a@example.com` };
    const { subject } = digest([long], ENGLISH);
    expect(subject.length).toBeLessThan(100);
    expect(subject).not.toMatch(/[\r\n]/);
  });
});

describe('evidence', () => {
  it.each([
    ['192.0.2.53:53', 'dig @192.0.2.53 25.113.0.203.bl.example A'],
    ['127.0.0.1:5353', 'dig @127.0.0.1 -p 5353 25.113.0.203.bl.example A'],
    ['[2001:db8::53]:53', 'dig @2001:db8::53 25.113.0.203.bl.example A'],
    ['', 'dig 25.113.0.203.bl.example A'],
  ])('asked of "%s" is repeated by %s', (resolver, expected) => {
    expect(digLine({ ...EVIDENCE, resolver })).toBe(expected);
  });

  it('shows the answer, or the response code, or that nobody was asked', () => {
    expect(evidenceLine(EVIDENCE)).toBe(
      '25.113.0.203.bl.example A -> 127.0.0.2 (192.0.2.53:53, 2026-11-24 12:00:03 UTC)',
    );
    expect(evidenceLine({ ...EVIDENCE, answers: [], rcode: 'NXDOMAIN' })).toContain('-> NXDOMAIN (');
    expect(evidenceLine({ ...EVIDENCE, answers: [], rcode: 'TIMEOUT', resolver: '' })).toContain(
      '(no server was asked, ',
    );
  });
});

/** Label -> text of a section, wrapped lines joined; what has no label of its own belongs to the line above. */
function fieldsOf(text: string): Readonly<Record<string, string>> {
  const [head = '', ...lines] = text.trimEnd().split('\n');
  const fields: Record<string, string> = { head };
  let name = 'head';
  for (const line of lines) {
    const at = [...Array(line.length).keys()].find((end) => columns(line.slice(0, end)) === 12) ?? 12;
    const label = line.slice(0, at).trim();
    if (label !== '') name = label;
    const value = line.slice(at);
    fields[name] = fields[name] === undefined ? value : `${fields[name]} ${value}`;
  }
  return fields;
}

const PTR: Evidence = {
  ...EVIDENCE,
  question: '25.113.0.203.in-addr.arpa',
  type: 'PTR',
  answers: ['mail.example.com'],
};
const NAMED: Finding = { ...clear, check: 'ptr', id: 'ptr.confirmed', summary: 'it has a name', evidence: [PTR] };
const NAMELESS: Standing = { ...before, finding: 'ptr.missing', summary: 'it has no name', value: 'NXDOMAIN' };
const many = (n: number, from = 0) => Array.from({ length: n }, (_, at) => `198.51.100.${from + at}`);

describe('every turn says what it is', () => {
  it.each<[string, Partial<Notice>, Readonly<Record<string, string | RegExp | undefined>>]>([
    ['opened', {}, { head: 'OPENED major 203.0.113.25: on a blocklist', before: undefined, lasted: undefined }],
    ['first sight', { atFirstSight: true }, { since: /^2026-11-24 12:00 UTC \(it stood already/ }],
    ['told late', { since: '2026-11-24T09:30:00.000Z' }, { since: '2026-11-24 09:30 UTC' }],
    [
      'used by',
      { finding: { ...FINDING, usedBy: ['A (its table)', 'B (its bounces)'] } },
      { why: /Known to use this list: A \(its table\), B \(its bounces\)\.$/ },
    ],
    [
      'worsened',
      { transition: 'worsened', before },
      { before: before.summary, now: FINDING.summary, why: /./, next: /./ },
    ],
    [
      'old and new value',
      { transition: 'cleared', finding: NAMED, before: NAMELESS },
      {
        head: /^CLEARED/,
        was: 'NXDOMAIN',
        is: 'mail.example.com',
        why: undefined,
        next: undefined,
        lasted: '1 minute',
      },
    ],
    [
      'the same value',
      { transition: 'improved', finding: NAMED, before: { ...NAMELESS, value: 'mail.example.com' } },
      { was: undefined, is: undefined },
    ],
    [
      'flapping',
      { transition: 'flapping', turns: 4, before },
      { head: /^FLAPPING/, turns: /^it opened and cleared 4 times within a day\./, now: FINDING.summary },
    ],
    [
      'members',
      { transition: 'members', target: 'list:bl', members: { joined: many(3), left: ['192.0.2.1'], count: 9 } },
      {
        head: 'MEMBERS major list bl: on a blocklist',
        joined: '198.51.100.0, 198.51.100.1, 198.51.100.2',
        left: '192.0.2.1',
        members: '9 targets now',
        next: undefined,
        incident: 'abc npx postwatch incidents',
      },
    ],
    [
      'many members',
      { transition: 'members', members: { joined: many(30), left: many(40, 100), count: 90 } },
      { joined: /198\.51\.100\.9 … and 20 more$/, left: /198\.51\.100\.109 … and 30 more$/ },
    ],
    [
      'many on one side',
      { transition: 'members', members: { joined: many(25), left: [], count: 25 } },
      { joined: /198\.51\.100\.19 … and 5 more$/, left: undefined },
    ],
    [
      'reminder',
      { transition: 'reminder', before: { ...before, since: '2026-11-22T12:00:00.000Z' } },
      { 'stood for': '2 days', next: /Acknowledge it to be reminded no more: npx postwatch ack abc --why "\.\.\."$/ },
    ],
    [
      'acknowledged',
      {
        transition: 'acknowledged',
        before,
        acknowledged: { by: 'alice', at: '', why: 'ticket 7', until: '2026-11-25T00:00:00.000Z' },
      },
      { by: 'alice, until 2026-11-25 00:00 UTC: ticket 7', next: undefined },
    ],
    [
      'blind',
      { transition: 'blind', target: 'list:bl', finding: { ...FINDING, id: 'list.blind' } },
      { head: /list bl: a blocklist gives no verdict$/ },
    ],
    [
      'superseded',
      { transition: 'ended', finding: null, ended: 'superseded', before },
      {
        head: /^ENDED/,
        before: before.summary,
        ended: /^it is part of another incident now/,
        now: undefined,
        lasted: undefined,
        'stood for': '1 minute',
      },
    ],
    ['unwatched', { transition: 'ended', finding: null, ended: 'unwatched', before }, { ended: /^no longer watched/ }],
    ['retired', { transition: 'ended', finding: null, ended: 'list-retired', before }, { ended: /no longer asked/ }],
  ])('%s', (_what, more, expected) => {
    const fields = fieldsOf(digest([{ ...opened, ...more }], ENGLISH).text);
    for (const [name, value] of Object.entries(expected)) {
      const found = fields[name]?.replaceAll(/ +/g, ' ');
      if (value instanceof RegExp) expect(found, name).toMatch(value);
      else expect(found, name).toBe(value);
    }
  });

  it('and where to read on: the API where there is one, else a command', () => {
    const read = (wording: Wording) => fieldsOf(digest([{ ...opened, transition: 'reminder' }], wording).text);
    expect(read(ENGLISH)['incident']).toBe('abc npx postwatch history 203.0.113.25');
    const there = read({ ...ENGLISH, endpoint: 'https://api.example/' });
    expect(there['incident']).toBe('abc https://api.example/incidents/abc');
    expect(there['next']).toContain('npx postwatch ack abc --why "..." --endpoint https://api.example/');
  });

  it('in Korean too, with an English subject for what carries ASCII only', () => {
    const { subject, subjectInEnglish, text } = digest([opened], wordingOf({ language: 'ko', zone: 'Asia/Seoul' }));
    expect(subject).toBe('[Postwatch] [발생] 203.0.113.25: 차단 목록 등재');
    expect(subjectInEnglish).toBe('[Postwatch] OPENED 203.0.113.25: on a blocklist');
    const fields = fieldsOf(text);
    expect(fields['시작']).toBe('2026-11-24 12:00 UTC (21:00 Asia/Seoul)');
    // What an earlier version kept in words stays in them.
    expect(fields['조치']).toMatch(/^Stop the cause, then ask\./);
    expect(text).toContain('https://bl.example/removal (안내 확인일 2026-11-24)');
    expect(text).toContain('dig @192.0.2.53 25.113.0.203.bl.example A');
  });
});

describe.each(['en', 'ko'] as const)('in an 80-column window (%s)', (language) => {
  const wording = wordingOf({ language, zone: 'Asia/Seoul' });
  const label = (length: number) => `${'a'.repeat(length)}.example`;
  const targets = ['203.0.113.25', label(37), label(52), label(58), `${`${'b'.repeat(49)}.`.repeat(4)}${label(45)}`];

  it.each(Object.keys(en.transition) as Transition[])(
    '%s: the headline is whole, and lines end in time',
    (transition) => {
      for (const target of targets) {
        const notice = { ...opened, transition, target, before };
        const lines = digest([notice], wording).text.trimEnd().split('\n');
        const headline = findingText(FINDING.id, wording.texts.headline);
        expect(lines.slice(0, 3).join(' ').replaceAll(/\s+/g, ' '), target).toContain(`${target}: ${headline}`);
        const wide = lines.filter((line) => columns(line) > 78 && !/^ *(https?:|dig |npx )/.test(line));
        // A name that is longer than the line stays whole.
        expect(wide.filter((line) => !line.trim().startsWith(target))).toEqual([]);
      }
    },
  );
});

it('a notice is a screen at most, in any language, whatever it holds, and shows no control character', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 1500 }),
    fc
      .array(fc.constantFrom('word', '차단', '\u001b[31m', 'a'.repeat(90), '\r\nBcc:'), { maxLength: 200 })
      .map((all) => all.join(' ')),
  );
  const names = fc.array(fc.constantFrom('2001:db8:1111:2222:3333:4444:5555:6666', '198.51.100.1'), { maxLength: 60 });
  const turn = fc.constantFrom(...(Object.keys(en.transition) as Transition[]));
  const language = fc.constantFrom<'en' | 'ko'>('en', 'ko');
  const inputs = fc.record({ turn, text, names, language, url: fc.boolean(), value: text });
  fc.assert(
    fc.property(inputs, (given) => {
      const { turn: transition, text: said, names: some, language: of, url, value } = given;
      const evidence: Evidence = { ...PTR, answers: [said, value], question: said };
      const remedy = {
        text: said,
        command: `npx ${said}`,
        ...(url ? { url: `https://x/${said}`, checkedOn: said } : {}),
      };
      const finding: Finding = {
        ...FINDING,
        check: 'ptr',
        summary: said,
        evidence: [evidence, evidence, evidence],
        remedy,
        usedBy: some,
      };
      const hostile: Notice = {
        ...opened,
        transition,
        finding,
        before: { ...before, summary: said, value },
        ...defined({
          members: transition === 'members' ? { joined: some, left: some, count: 7 } : undefined,
          turns: transition === 'flapping' ? 4 : undefined,
          acknowledged: transition === 'acknowledged' ? { by: said, at: '', why: said, until: null } : undefined,
        }),
        ...(transition === 'ended' ? { finding: null, ended: 'unwatched' } : {}),
      };
      const { text: shown } = digest([hostile], wordingOf({ language: of, zone: 'Asia/Seoul' }));
      expect(shown.trimEnd().split('\n').length).toBeLessThanOrEqual(24);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    }),
    { numRuns: 150 },
  );
});
