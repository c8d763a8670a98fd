/** In which language the API explains itself: English unless a caller asks for another. */
import { describe, expect, it } from 'vitest';
import { acceptedLanguage } from '../../shared/http/accept-language.ts';
import { problemReply, toResponse } from '../../shared/http/reply.ts';
import { incidentsOf } from '../../shared/http/watch-view.ts';
import type { Standing } from '../../shared/model/incident.ts';
import { LANGUAGES } from '../../shared/model/language.ts';
import { publishedNoticeIn } from '../../shared/notices/published.ts';

describe('Accept-Language', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['ko', 'ko'],
    ['ko-KR,ko;q=0.9,en-US;q=0.8', 'ko'],
    ['en;q=0.5, ko;q=0.9', 'ko'],
    ['fr, ko;q=0.1', 'ko'],
    ['ko;q=0', 'en'],
    ['kok, kor', 'en'],
    ['*', 'en'],
    ['en, ko', 'en'],
    ['ko;q=nonsense', 'en'],
    [',;=;q=,ko'.repeat(500), 'ko'],
  ] as const)('%j is %s', (header, language) => {
    expect(acceptedLanguage(header)).toBe(language);
  });
});

it('a problem has one detail, in the language that was asked for', async () => {
  const reply = problemReply(404, { en: 'nothing', ko: '없음' }, { more: { id: 1 } });
  const body = { type: 'about:blank', title: 'Not Found', status: 404, id: 1 };
  expect(await toResponse(reply).json()).toEqual({ ...body, detail: 'nothing' });
  expect(await toResponse(reply, 'ko').json()).toEqual({ ...body, detail: '없음' });
});

const STANDING: Standing = {
  finding: 'ptr.missing',
  severity: 'critical',
  status: 'fail',
  summary: 'No reverse DNS.',
  translated: { ko: '역방향 DNS가 없습니다.' },
  since: '2026-11-24T09:00:00.000Z',
  incident: '0123456789ab',
};

describe.each(LANGUAGES)('summaries in %s', (language) => {
  const expected = { en: 'No reverse DNS.', ko: '역방향 DNS가 없습니다.' }[language];

  it('are the only ones in an incident', () => {
    const subjects = { 'ptr|203.0.113.1': { standing: STANDING, blind: 0 } };
    const state = { target: '203.0.113.1', version: 1, lastRun: 'r', subjects } as never;
    const [view] = incidentsOf(state, { now: STANDING.since, mute: () => null, language });
    expect(view?.summary).toBe(expected);
    expect(JSON.stringify(view)).not.toContain('translated');
  });

  it('are the only ones in a notice', () => {
    const notice = { id: 'n', target: '203.0.113.1', finding: null, before: STANDING } as never;
    const published = publishedNoticeIn(language)(notice);
    expect(published.before?.summary).toBe(expected);
    expect(JSON.stringify(published)).not.toContain('translated');
  });
});
