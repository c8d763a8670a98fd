/** CONTRIBUTING, "A new finding": two files, and what is missing in either is named. */
import { describe, expect, it } from 'vitest';
import { type Patches, patched } from '../support/patched.ts';

const TABLE = 'shared/model/findings/ptr.ts';
const MAKER = 'shared/ptr/judge-reverse.ts';

const LINE = [
  "  'ptr.several': {",
  "  'ptr.pretend': { check: 'ptr', status: 'warn', severity: 'major', opens: true, better: [] },\n  'ptr.several': {",
] as const;
const ENGLISH = "en: { headline: 'reverse DNS is a pretence', why: 'It is not what it says it is.' }";
const KOREAN = "ko: { headline: '역방향 DNS가 가짜', why: '실제와 다른 값입니다.' }";
const WORDS = 'PTR_WORDS: WordsOf<typeof PTR_FINDINGS> = {';
const words = (...languages: string[]) => [WORDS, `${WORDS}\n  'ptr.pretend': { ${languages.join(', ')} },`] as const;
const SAYS = ["id: 'ptr.several',", "id: 'ptr.pretend',"] as const;

const faults = (patches: Patches) => patched(patches).faults(MAKER, 'shared/notices/wording.ts');

describe('a new finding with its Korean texts', () => {
  const recipe: Patches = { [TABLE]: [LINE, words(ENGLISH, KOREAN)], [MAKER]: [SAYS] };

  it('is two files: the table of its check with the texts, and the code that finds it', async () => {
    expect(Object.keys(recipe)).toHaveLength(2);
    expect(await faults(recipe)).toEqual([]);
  });

  it('has the weight of the table, opens an incident, is reported in both languages and is in the API’s document', async () => {
    const said = await patched(recipe).run(`
      import { SCHEMAS } from './shared/http/schemas.ts';
      import { address } from './shared/model/address.ts';
      import { CATALOGUES } from './shared/notices/wording.ts';
      import { judgeReverse } from './shared/ptr/judge-reverse.ts';
      import { lookupReverse } from './shared/ptr/lookup.ts';
      import { OPENS } from './shared/watch/incidents/observe.ts';
      const trace = { name: 'x', type: 'PTR', resolver: '', rcode: 'NOERROR', at: 0, rttMs: 1 };
      const records = { PTR: ['a.example.com', 'b.example.com'], A: ['203.0.113.25'] };
      const ask = async ({ type }) => ({ kind: 'records', records: records[type], chain: [], ttl: 1, trace });
      const of = address('203.0.113.25');
      const findings = judgeReverse({ kind: 'address', address: of, domains: [] }, await lookupReverse(of, undefined, { ask }));
      const { check, status, severity } = findings.find(({ id }) => id === 'ptr.pretend');
      const { en, ko } = CATALOGUES;
      const headlines = [en.headline['ptr.pretend'], ko.headline['ptr.pretend']];
      const described = JSON.stringify(SCHEMAS).includes('"ptr.pretend"');
      console.log(JSON.stringify({ check, status, severity, headlines, described, opens: OPENS.has('ptr.pretend') }));
    `);
    expect(JSON.parse(said)).toEqual({
      check: 'ptr',
      status: 'warn',
      severity: 'major',
      headlines: ['reverse DNS is a pretence', '역방향 DNS가 가짜'],
      described: true,
      opens: true,
    });
  });

  it('is refused by the compiler where any part is missing, which is named', async () => {
    const line = (id: string, check: string) =>
      `'${id}': { check: '${check}', status: 'warn', severity: 'major', opens: true, better: [] },`;
    const into = (check: string, ...of: string[]): readonly (readonly [string, string])[] => [
      [
        `${check.toUpperCase()}_FINDINGS = {`,
        `${check.toUpperCase()}_FINDINGS = {\n  ${line(`${check}.pretend`, check)}`,
      ],
      ...of.map((said) => {
        const start = `${check.toUpperCase()}_WORDS: WordsOf<typeof ${check.toUpperCase()}_FINDINGS> = {`;
        return [start, `${start}\n  '${check}.pretend': { ${said} },`] as const;
      }),
    ];
    const named = await faults({
      [MAKER]: [["id: 'ptr.several',", "id: 'ptr.in-no-table',"]],
      'shared/model/findings/ptr.ts': into('ptr'),
      'shared/model/findings/spf.ts': into('spf', ENGLISH),
      'shared/model/findings/sender.ts': into('sender', `${ENGLISH}, ko: { headline: '가짜' }`),
    });
    expect(named.toSorted()).toEqual([
      expect.stringMatching(/findings\/ptr\.ts: Property '"ptr\.pretend"' is missing/),
      expect.stringMatching(/findings\/sender\.ts: Property 'why' is missing/),
      expect.stringMatching(/findings\/spf\.ts: Property 'ko' is missing/),
      expect.stringMatching(/ptr\/judge-reverse\.ts: Type '"ptr\.in-no-table"' is not assignable/),
    ]);
  });
});
