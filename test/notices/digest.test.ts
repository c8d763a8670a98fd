import { describe, expect, it } from 'vitest';
import { digLine, type Evidence, type Finding } from '../../shared/model/finding.ts';
import type { Notice, Standing } from '../../shared/model/incident.ts';
import { digest } from '../../shared/notices/digest.ts';
import { evidenceLine } from '../../shared/notices/section.ts';
import { en } from '../../shared/notices/texts/en.ts';
import { ENGLISH } from '../../shared/notices/wording.ts';
import { OPENS } from '../../shared/watch/observe.ts';

const EVIDENCE: Evidence = {
  ...{ question: '25.113.0.203.bl.example', type: 'A', resolver: '192.0.2.53:53', rcode: 'NOERROR' },
  ...{ answers: ['127.0.0.2'], ttl: 300, at: '2026-11-24T12:00:03.000Z', rttMs: 12 },
};
const FINDING: Finding = {
  ...{ check: 'dnsbl', id: 'dnsbl.listed', target: '203.0.113.25', subject: 'bl', status: 'fail', severity: 'major' },
  ...{ summary: '203.0.113.25 is listed on BL: spam', evidence: [EVIDENCE] },
  remedy: { text: 'Stop the cause, then ask.', url: 'https://bl.example/removal', checkedOn: '2026-11-24' },
};
const before: Standing = {
  ...{ finding: 'dnsbl.listed', severity: 'major', status: 'fail', summary: FINDING.summary },
  ...{ since: '2026-11-24T12:00:00.000Z', incident: 'abc' },
};
const opened: Notice = {
  ...{ id: '1', run: 'r', at: '2026-11-24T12:00:00.000Z', transition: 'opened', incident: 'abc' },
  ...{ target: '203.0.113.25', finding: FINDING, before: null },
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

it.each([...OPENS, 'ptr.unknown', 'spf.temperror', 'list.blind', 'list.anomaly', 'list.mass-listing'])(
  '%s has a headline to act on and says why it matters',
  (id) => {
    expect(en.headline[id]).toMatch(/.{5}/);
    expect(en.why[id]).toMatch(/.{30}/);
  },
);
