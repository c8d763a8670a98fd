import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defined } from '../../shared/model/defined.ts';
import { digLine, type Evidence, type Finding } from '../../shared/model/finding.ts';
import type { Notice, OpenIncident, Transition } from '../../shared/model/incident.ts';
import { columns } from '../../shared/model/text.ts';
import { findingText } from '../../shared/notices/about.ts';
import { digest } from '../../shared/notices/digest.ts';
import { evidenceLine } from '../../shared/notices/section.ts';
import { en } from '../../shared/notices/texts/en.ts';
import { ENGLISH, type Wording, wordingOf } from '../../shared/notices/wording.ts';
import { runs } from '../support/thorough.ts';

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
  subjectName: 'BL',
  status: 'fail',
  severity: 'major',
  summary: '203.0.113.25 is listed on BL: spam',
  translated: { ko: '203.0.113.25가 BL에 등재되어 있습니다: spam' },
  evidence: [EVIDENCE],
  remedy: { text: 'Stop the cause, then ask.', url: 'https://bl.example/removal', checkedOn: '2026-11-24' },
};
const before: OpenIncident = {
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

describe('a notice alone in its message', () => {
  it('of an opening says what, since when, why it matters, what to do and how to repeat what we saw', () => {
    const { subject, text } = digest([opened], ENGLISH);
    expect(subject).toBe('[Postwatch] MAJOR 203.0.113.25 is listed on BL');
    for (const part of [
      'MAJOR  203.0.113.25 is listed on BL, since 2026-11-24 12:00 UTC',
      'What we saw      203.0.113.25 is listed on BL: spam',
      'dig @192.0.2.53 25.113.0.203.bl.example A',
      `Why it matters   ${en.why['dnsbl.listed']!.slice(0, 40)}`,
      'What to do       Stop the cause, then ask.',
      'https://bl.example/removal\n                 Advice checked on 2026-11-24.',
      'Incident         abc',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('of a clearing says what was open, what we see now, how long it lasted and what to watch', () => {
    const { subject, text } = digest([cleared], ENGLISH);
    expect(subject).toBe('[Postwatch] CLEARED 203.0.113.25 is no longer listed on BL');
    expect(text).toContain('Before           203.0.113.25 is listed on BL: spam');
    expect(text).toContain('Now              not on BL');
    expect(text).toContain('Lasted           3 hours');
    expect(text).toContain('What to do       Watch your mail logs');
    expect(text).not.toContain('Why it matters');
    expect(text).not.toContain('npx postwatch ack');
  });

  it('of an end that is not a clearing says so', () => {
    const ended: Notice = { ...cleared, transition: 'ended', finding: null, ended: 'unwatched' };
    expect(digest([ended], ENGLISH).text.replace(/\s+/g, ' ')).toContain('We did not see the problem clear.');
  });
});

describe('several notices in one message', () => {
  it('begin with the worst, and the subject counts them', () => {
    const critical: Finding = { ...FINDING, id: 'ptr.missing', check: 'ptr', severity: 'critical', summary: 'no name' };
    const worse: Notice = { ...opened, id: '3', target: '203.0.113.26', finding: critical };
    const { subject, text, notices } = digest([cleared, opened, worse], ENGLISH);
    expect(subject).toBe('[Postwatch] 2 opened, 1 cleared: CRITICAL 203.0.113.26: no reverse DNS');
    expect(notices.map(({ id }) => id)).toEqual(['3', '1', '2']);
    expect(text.indexOf('203.0.113.26')).toBeLessThan(text.indexOf('203.0.113.25'));
  });

  it('have a subject under 100 characters on one line, whatever a target is called', () => {
    const long: Notice = { ...opened, target: `${'x'.repeat(300)}\r\nBcc: a@example.com` };
    const { subject } = digest([long], ENGLISH);
    expect(subject.length).toBeLessThan(100);
    expect(subject).not.toMatch(/[\r\n]/);
  });
});

describe('the evidence in a notice', () => {
  it.each([
    ['192.0.2.53:53', 'dig @192.0.2.53 25.113.0.203.bl.example A'],
    ['127.0.0.1:5353', 'dig @127.0.0.1 -p 5353 25.113.0.203.bl.example A'],
    ['[2001:db8::53]:53', 'dig @2001:db8::53 25.113.0.203.bl.example A'],
    ['', 'dig 25.113.0.203.bl.example A'],
  ])('from the resolver "%s" is repeated by %s', (resolver, expected) => {
    expect(digLine({ ...EVIDENCE, resolver })).toBe(expected);
  });

  it('shows the answer, or the response code, or that no server was asked', () => {
    expect(evidenceLine(EVIDENCE)).toBe('25.113.0.203.bl.example A 127.0.0.2 (192.0.2.53:53, 2026-11-24 12:00:03 UTC)');
    expect(evidenceLine({ ...EVIDENCE, answers: [], rcode: 'NXDOMAIN' })).toContain(' NXDOMAIN (');
    expect(evidenceLine({ ...EVIDENCE, answers: [], rcode: 'TIMEOUT', resolver: '' })).toContain(
      '(no server was asked, ',
    );
  });
});

/** Label -> text of a section, wrapped lines joined; `head`: all above the labels. */
function fieldsOf(text: string, width = en.labelWidth): Readonly<Record<string, string>> {
  const lines = text.trimEnd().split('\n');
  const blank = lines.indexOf('');
  const fields: Record<string, string> = { head: lines.slice(0, blank).join(' ') };
  let name = 'head';
  for (const line of lines.slice(blank + 1)) {
    const at = [...Array(line.length).keys()].find((end) => columns(line.slice(0, end)) === width) ?? width;
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
const { subjectName: _, ...UNNAMED } = FINDING;
const NAMELESS: OpenIncident = { ...before, finding: 'ptr.missing', summary: 'it has no name', value: 'NXDOMAIN' };
const many = (n: number, from = 0) => Array.from({ length: n }, (_, at) => `198.51.100.${from + at}`);

describe('every transition in a notice says what it is', () => {
  it.each<[string, Partial<Notice>, Readonly<Record<string, string | RegExp | undefined>>]>([
    [
      'opened',
      {},
      { head: 'MAJOR 203.0.113.25 is listed on BL, since 2026-11-24 12:00 UTC', Before: undefined, Lasted: undefined },
    ],
    ['first sight', { atFirstSight: true }, { head: /since 2026-11-24 12:00 UTC \(it already existed at our first/ }],
    ['reported late', { since: '2026-11-24T09:30:00.000Z' }, { head: /, since 2026-11-24 09:30 UTC$/ }],
    ['a list whose name is not known', { finding: UNNAMED }, { head: /203\.0\.113\.25: listed on a blocklist, since/ }],
    [
      'used by',
      { finding: { ...FINDING, usedBy: ['A (its table)', 'B (its bounces)'] } },
      { 'Why it matters': /Known to use this list: A \(its table\), B \(its bounces\)\.$/ },
    ],
    [
      'worsened',
      { transition: 'worsened', before: { ...before, severity: 'minor' } },
      {
        head: /^WORSE MAJOR .* This problem got worse: minor, now major\.$/,
        Before: before.summary,
        Now: FINDING.summary,
        'Why it matters': /./,
        'What to do': /./,
      },
    ],
    [
      'old and new value',
      { transition: 'cleared', finding: NAMED, before: NAMELESS },
      {
        head: /^CLEARED/,
        'Old value': 'NXDOMAIN',
        'New value': 'mail.example.com',
        'Why it matters': undefined,
        'What to do': undefined,
        Lasted: '1 minute',
      },
    ],
    [
      'the same value',
      { transition: 'improved', finding: NAMED, before: { ...NAMELESS, value: 'mail.example.com' } },
      { 'Old value': undefined, 'New value': undefined },
    ],
    [
      'flapping',
      { transition: 'flapping', turns: 4, before },
      { head: /^FLAPPING MAJOR .* It opened and cleared 4 times within a day\./ },
    ],
    [
      'members',
      { transition: 'members', target: 'list:bl', members: { joined: many(3), left: ['192.0.2.1'], count: 9 } },
      {
        head: /^CHANGED MAJOR Blocklist BL is listed on BL/,
        Added: '198.51.100.0, 198.51.100.1, 198.51.100.2',
        Removed: '192.0.2.1',
        Affected: '9 targets now',
        'What to do': undefined,
        Incident: 'abc',
        Details: 'npx postwatch incidents',
      },
    ],
    [
      'members that the sentence names',
      {
        transition: 'opened',
        finding: { ...FINDING, summary: '2 senders: 198.51.100.0, 198.51.100.1.' },
        members: { joined: many(2), left: [], count: 2 },
      },
      { Added: undefined, Affected: undefined },
    ],
    [
      'members of which the sentence names some',
      {
        transition: 'opened',
        finding: { ...FINDING, summary: '2 senders, among them 198.51.100.1.' },
        members: { joined: many(2), left: [], count: 2 },
      },
      { Added: '198.51.100.0, 198.51.100.1', Affected: '2 targets now' },
    ],
    [
      'many members',
      { transition: 'members', members: { joined: many(30), left: many(40, 100), count: 90 } },
      { Added: /198\.51\.100\.9 … and 20 more$/, Removed: /198\.51\.100\.109 … and 30 more$/ },
    ],
    [
      'many on one side',
      { transition: 'members', members: { joined: many(25), left: [], count: 25 } },
      { Added: /198\.51\.100\.19 … and 5 more$/, Removed: undefined },
    ],
    [
      'reminder',
      { transition: 'reminder', before: { ...before, since: '2026-11-22T12:00:00.000Z' } },
      {
        head: /Acknowledge it to stop the reminders\.$/,
        'Open for': '2 days',
        Acknowledge: 'npx postwatch ack abc --why "..."',
      },
    ],
    [
      'acknowledged',
      {
        transition: 'acknowledged',
        before,
        acknowledged: { by: 'alice', at: '', why: 'ticket 7', until: '2026-11-25T00:00:00.000Z' },
      },
      { head: /alice acknowledged it until 2026-11-25 00:00 UTC: ticket 7$/, 'What to do': undefined },
    ],
    [
      'blind',
      { transition: 'blind', target: 'list:bl', finding: { ...FINDING, id: 'list.blind' } },
      { head: /^UNKNOWN MAJOR Blocklist BL: a blocklist gives no verdict, since/ },
    ],
    [
      'superseded',
      { transition: 'ended', finding: null, ended: 'superseded', before },
      {
        head: /^ENDED .* It is now part of another incident\./,
        Before: before.summary,
        Now: undefined,
        Lasted: undefined,
        'Open for': '1 minute',
        Acknowledge: undefined,
      },
    ],
    ['unwatched', { transition: 'ended', finding: null, ended: 'unwatched', before }, { head: /no longer watched/ }],
    ['retired', { transition: 'ended', finding: null, ended: 'list-retired', before }, { head: /no longer query/ }],
  ])('%s', (_what, more, expected) => {
    const fields = fieldsOf(digest([{ ...opened, ...more }], ENGLISH).text);
    for (const [name, value] of Object.entries(expected)) {
      const found = fields[name]?.replaceAll(/ +/g, ' ');
      if (value instanceof RegExp) expect(found, name).toMatch(value);
      else expect(found, name).toBe(value);
    }
  });

  it('and how to continue, with commands, since a browser cannot open an address of the API', () => {
    const read = (wording: Wording) => fieldsOf(digest([{ ...opened, transition: 'reminder' }], wording).text);
    expect(read(ENGLISH)['Details']).toBe('npx postwatch history 203.0.113.25');
    const there = read({ ...ENGLISH, endpoint: 'https://api.example/' });
    expect(there['Details']).toBe('npx postwatch history 203.0.113.25 --endpoint https://api.example/');
    expect(there['Acknowledge']).toBe('npx postwatch ack abc --why "..." --endpoint https://api.example/');
    expect(JSON.stringify(there)).not.toContain('api.example/incidents');
  });

  it('in Korean too, with an English subject where only ASCII is possible', () => {
    const korean = wordingOf({ language: 'ko', zone: 'Asia/Seoul' });
    const { subject, subjectInEnglish, text } = digest([opened], korean);
    expect(subject).toBe('[Postwatch] [주요] 203.0.113.25 BL 등재');
    expect(subjectInEnglish).toBe('[Postwatch] MAJOR 203.0.113.25 is listed on BL');
    const fields = fieldsOf(text, korean.texts.labelWidth);
    expect(fields['발생']).toBe('2026-11-24 21:00 KST (12:00 UTC)');
    // What an earlier version kept in words stays in them.
    expect(fields['조치']).toMatch(
      /^Stop the cause, then ask\. https:\/\/bl\.example\/removal 안내 기준일 2026-11-24$/,
    );
    expect(fields['확인 내용']).toMatch(
      /^203\.0\.113\.25가 BL에 등재되어 있습니다: spam .* 2026-11-24 21:00:03 KST\)$/,
    );
    expect(fields['확인 명령']).toBe('dig @192.0.2.53 25.113.0.203.bl.example A');
  });

  it('with the query that repeats it as the last of what we saw, after why it matters and what to do', () => {
    const { text } = digest([opened], ENGLISH);
    const places = ['Why it matters', 'What to do', 'What we saw', 'dig @', 'Incident'].map((one) => text.indexOf(one));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });
});

describe.each(['en', 'ko'] as const)('a notice in an 80-column window (%s)', (language) => {
  const wording = wordingOf({ language, zone: 'Asia/Seoul' });
  const label = (length: number) => `${'a'.repeat(length)}.example`;
  const targets = ['203.0.113.25', label(37), label(52), label(58), `${`${'b'.repeat(49)}.`.repeat(4)}${label(45)}`];

  it.each(Object.keys(en.transition) as Transition[])('has a whole headline and wrapped lines: %s', (transition) => {
    for (const target of targets) {
      const notice = { ...opened, finding: UNNAMED, transition, target, before };
      const lines = digest([notice], wording).text.trimEnd().split('\n');
      const headline = wording.texts.about(target, findingText(FINDING.id, wording.texts.headline));
      expect(lines.slice(0, 5).join(' ').replaceAll(/\s+/g, ' '), target).toContain(headline);
      const wide = lines.filter(
        (line) => columns(line) > 76 && !/^([\w가-힣 ]+ {2,}| *)(https?:|dig |npx )/.test(line),
      );
      // A name that is longer than the line stays whole.
      expect(wide.filter((line) => !line.trim().startsWith(target))).toEqual([]);
    }
  });
});

it('a notice is at most one screen in any language, whatever it holds, and shows no control character', () => {
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
        ...defined({ url: url ? `https://x/${said}` : undefined, checkedOn: url ? said : undefined }),
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
        finding: transition === 'ended' ? null : finding,
        before: { ...before, summary: said, value },
        ...defined({
          members: transition === 'members' ? { joined: some, left: some, count: 7 } : undefined,
          turns: transition === 'flapping' ? 4 : undefined,
          acknowledged: transition === 'acknowledged' ? { by: said, at: '', why: said, until: null } : undefined,
          ended: transition === 'ended' ? 'unwatched' : undefined,
        }),
      };
      const { text: shown } = digest([hostile], wordingOf({ language: of, zone: 'Asia/Seoul' }));
      expect(shown.trimEnd().split('\n').length).toBeLessThanOrEqual(24);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    }),
    { numRuns: runs(150) },
  );
});
