/** "No other problem" is said only where all else that is known of the address is in order. */
import { describe, expect, it } from 'vitest';
import type { Notice, OpenIncident } from '../../../shared/model/incident.ts';
import { digest } from '../../../shared/notices/digest.ts';
import { ENGLISH, wordingOf } from '../../../shared/notices/wording.ts';
import { withNeighbors } from '../../../shared/watch/incidents/notice.ts';
import { NEW_SUBJECT, newState, type SubjectState } from '../../../shared/watch/incidents/state.ts';
import { finding } from '../../support/watch.ts';

const IP = '203.0.113.25';
const standing = (incident: string, more: Partial<OpenIncident> = {}): SubjectState => ({
  ...NEW_SUBJECT,
  standing: {
    ...({ finding: 'ptr.missing', severity: 'critical', status: 'fail', since: '2026-11-24T12:00:00.000Z' } as const),
    summary: 'no name',
    incident,
    ...more,
  },
});
const opened: Notice = {
  id: 'n',
  run: 'r',
  at: '2026-11-24T12:00:00.000Z',
  transition: 'opened',
  incident: 'one',
  target: IP,
  finding: finding('ptr.missing', IP),
  before: null,
};
const own = { [`ptr|${IP}`]: standing('one') };

describe('a notice says that nothing else is wrong, or not', () => {
  it.each<[string, Partial<Notice>, string, Record<string, SubjectState>, boolean]>([
    ['of the only problem', {}, IP, own, true],
    ['beside a list that is sound', {}, IP, { ...own, 'dnsbl|a': { ...NEW_SUBJECT, worked: true } }, true],
    ['beside another problem', {}, IP, { ...own, 'dnsbl|a': standing('two') }, false],
    ['beside one that is not confirmed yet', {}, IP, { ...own, 'dnsbl|a': { ...NEW_SUBJECT, seen: 1 } }, false],
    ['beside what gives no verdict', {}, IP, { ...own, 'dnsbl|a': { ...NEW_SUBJECT, blind: 1 } }, false],
    ['of what gives no verdict itself', {}, IP, { [`ptr|${IP}`]: standing('one', { status: 'unknown' }) }, false],
    ['of a domain', {}, 'example.com', { 'dnsbl|a': standing('one') }, false],
    ['of a clearing', { transition: 'cleared' }, IP, own, false],
    ['of another incident', { incident: 'two' }, IP, own, false],
  ])('%s', (_what, more, target, subjects, expected) => {
    const notice = withNeighbors({ ...opened, ...more, target }, newState(target), subjects);
    expect(notice.alone === true).toBe(expected);
    const ko = wordingOf({ language: 'ko', zone: 'UTC' });
    expect(digest([notice], ENGLISH).text.includes('no other problem')).toBe(expected);
    expect(digest([notice], ko).text.includes('다른 문제는 없습니다')).toBe(expected);
  });
});
