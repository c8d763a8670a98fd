/** A person reads the API in the language that the request asks for; machines get the same keys in any. */
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { acceptedLanguage } from '../../shared/http/accept-language.ts';
import { shown } from '../support/titles.ts';
import { type TestApi, testApi, watched } from './support/api.ts';

let opened: TestApi[] = [];
afterEach(() => {
  for (const one of opened) one.close();
  opened = [];
});

function api(options: Parameters<typeof testApi>[0] = {}): TestApi {
  const one = testApi(options);
  opened.push(one);
  return one;
}

const KO = { headers: { 'accept-language': 'ko-KR,ko;q=0.9,en;q=0.8' } };

describe('the language of a request', () => {
  it.each(
    [
      [undefined, null],
      ['', null],
      ['ko', 'ko'],
      ['KO-kr', 'ko'],
      ['en-GB', 'en'],
      ['fr', null],
      ['fr, en;q=0.5', 'en'],
      ['en;q=0.5, ko', 'ko'],
      ['en, ko', 'en'],
      ['ko;q=0', null],
      ['ko;q=0, en;q=0.1', 'en'],
      ['ko ; q=0.3 , en;q=0.30', 'ko'],
      ['*', null],
      ['ko;q=2', null],
      ['korean', null],
      [`${'en;q=0.1,'.repeat(100)}ko`, 'en'],
    ].map(([header, expected]) => [shown(header), expected, header] as const),
  )('%s: %j', (_, expected, header) => {
    expect(acceptedLanguage(header)).toBe(expected);
  });

  it('is read from any header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (header) => {
        expect([null, 'en', 'ko']).toContain(acceptedLanguage(header));
      }),
    );
  });
});

describe('the problem in an answer of the API', () => {
  const detail = async (one: TestApi, init?: RequestInit): Promise<{ detail: string; headers: Headers }> => {
    const response = await one.get('/check/203.0.113.1?x=1', init);
    return { detail: ((await response.json()) as { detail: string }).detail, headers: response.headers };
  };

  it('is in the language that the request asks for', async () => {
    const { detail: said, headers } = await detail(api(), KO);
    expect(said).toBe('없는 매개변수입니다: "x". 쓸 수 있는 매개변수: domain, helo, only, fresh');
    expect(headers.get('content-language')).toBe('ko');
    expect(headers.get('vary')).toBe('accept-language');
  });

  it('is otherwise in the language of the settings', async () => {
    const one = api({ ports: { language: 'ko' } });
    expect((await detail(one)).detail).toContain('없는 매개변수입니다');
    const { detail: said, headers } = await detail(one, { headers: { 'accept-language': 'en' } });
    expect(said).toContain('Unknown parameter');
    expect(headers.get('content-language')).toBe('en');
  });

  it.each([
    ['/nope', 404],
    ['/spf', 400],
    ['/addresses/203.0.113.99', 404],
    ['/incidents?limit=0', 400],
  ])('is in Korean for %s', async (path, status) => {
    const one = api();
    await watched(one);
    const response = await one.get(path, KO);
    expect(response.status).toBe(status);
    expect(((await response.json()) as { detail: string }).detail).toMatch(/[가-힣]/);
  });
});

describe('an answer of the API', () => {
  const koreanOf = (value: unknown): readonly string[] => JSON.stringify(value).match(/"[^"]*[가-힣][^"]*"/g) ?? [];
  const keysOf = (value: unknown): readonly string[] =>
    typeof value !== 'object' || value === null
      ? []
      : Object.entries(value).flatMap(([key, one]) => [key, ...keysOf(one)]);

  it.each(['/check/203.0.113.4', '/history/203.0.113.4', '/addresses', '/incidents', '/addresses/203.0.113.4'])(
    'to %s is English unless Korean is asked for, has the same keys, and is never taken from the other language’s memory',
    async (path) => {
      const one = api();
      await watched(one);
      const [plain, korean] = [await one.get(path), await one.get(path, KO)];
      expect(plain.headers.get('content-language')).toBe('en');
      expect(korean.headers.get('content-language')).toBe('ko');
      const [en, ko] = [await plain.json(), await korean.json()];
      expect(koreanOf(en)).toEqual([]);
      expect([...new Set(keysOf(ko))].sort()).toEqual([...new Set(keysOf(en))].sort());
      expect(keysOf(ko)).not.toContain('translated');
    },
  );

  it('has the advice of a finding in that language too', async () => {
    const response = await api().get('/check/203.0.113.4', KO);
    const { targets } = (await response.json()) as { targets: { findings: { remedy: { text: string } | null }[] }[] };
    const advice = targets[0]!.findings.flatMap(({ remedy }) => (remedy === null ? [] : [remedy.text]));
    expect(advice.length).toBeGreaterThan(0);
    for (const text of advice) expect(text).toMatch(/[가-힣]/);
  });
});
