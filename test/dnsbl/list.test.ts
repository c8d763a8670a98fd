import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLists } from '../../shared/dnsbl/list.ts';
import { LISTS } from '../../shared/dnsbl/lists.ts';

const MINIMAL = { id: 'bl', zone: 'bl.example', scope: ['ip4'] };
const only = (entry: unknown) => {
  const result = parseLists([entry]);
  if (!result.ok) throw new Error(result.problem.en);
  return result.value[0]!;
};

describe('a file of lists', () => {
  it('needs an id and a zone, and the rest is filled in', () => {
    expect(only(MINIMAL)).toEqual({
      ...MINIMAL,
      name: 'bl',
      operator: null,
      operatorId: 'bl',
      kind: 'block',
      severity: 'minor',
      access: 'open',
      status: 'active',
      codes: [],
      refusals: [],
    });
  });

  it('accepts null for an unknown value, and drops fields that we do not use', () => {
    const nothing = {
      testListed: null,
      testUnlisted: null,
      testListed6: null,
      delistUrl: null,
      limits: null,
      died: null,
    };
    const parsed = only({
      ...MINIMAL,
      ...nothing,
      sources: ['x'],
      freeUse: 'yes',
      codes: [{ match: '127.0.0.2', means: 'spam', sublist: null, effect: 'listed' }],
    });
    expect(Object.keys(parsed)).not.toEqual(expect.arrayContaining(['testListed']));
    expect(Object.keys(parsed)).not.toEqual(expect.arrayContaining(['sources']));
    expect(parsed.codes).toEqual([{ match: '127.0.0.2', means: 'spam', effect: 'listed' }]);
  });

  it.each([
    ['block', 'listed'],
    ['policy', 'policy'],
    ['informational', 'info'],
    ['allow', 'good'],
  ])('without an effect for a code of a %s list means %s', (kind, effect) => {
    expect(only({ ...MINIMAL, kind, codes: [{ match: '127.0.0.2' }] }).codes[0]?.effect).toBe(effect);
  });

  it('finds the key of an operator under the same name as the table', () => {
    const parsed = only({ ...MINIMAL, zone: '{key}.Zen.Example.', operator: 'The Spamhaus Project' });
    expect(parsed).toMatchObject({ operatorId: 'spamhaus', zone: '{key}.zen.example' });
  });

  const code = (match: unknown) => ({
    ...MINIMAL,
    codes: [
      { match: '127.0.0.2', means: 'x', effect: 'listed' },
      { match, means: 'x', effect: 'listed' },
    ],
  });
  it.each<[string, unknown, string]>([
    ['no array', { lists: [] }, 'the file: expected an array of lists'],
    ['no list', [1], '[0]: expected Object, not 1'],
    ['no id', [{ zone: 'bl.example', scope: [] }], '[0].id: expected a value, and there is none'],
    ['an id with a space', [{ ...MINIMAL, id: 'a b' }], '[0].id: expected letters, digits'],
    [
      'an id twice',
      [MINIMAL, { ...MINIMAL, zone: 'other.example' }],
      '[1].id: expected an id of its own; "****" is there twice',
    ],
    ['no zone', [{ id: 'bl', scope: [] }], '[0].zone: expected a value, and there is none'],
    ['a zone that is no name', [{ ...MINIMAL, zone: 'bl example' }], '[0].zone: expected a domain name, not "****"'],
    ['an address as zone', [{ ...MINIMAL, zone: '192.0.2.1' }], '[0].zone: expected a domain name'],
    ['a zone too long', [{ ...MINIMAL, zone: `${'a.'.repeat(70)}example` }], '[0].zone: expected at most 120'],
    ['two keys', [{ ...MINIMAL, zone: '{key}.{key}.example' }], '[0].zone: expected {key} at most once'],
    ['another placeholder', [{ ...MINIMAL, zone: '{token}.bl.example' }], '[0].zone: expected a domain name'],
    [
      'an unknown scope',
      [{ ...MINIMAL, scope: ['ip4', 'url'] }],
      '[0].scope[1]: expected (ip4 | ip6 | domain), not "****"',
    ],
    ['an unknown kind', [{ ...MINIMAL, kind: 'grey' }], '[0].kind: expected (block | policy'],
    ['an unknown severity', [{ ...MINIMAL, severity: 'huge' }], '[0].severity: expected (critical | major'],
    ['a bad code', [code('127.0.0')], '[0].codes[1].match: expected an address, A-B'],
    ['a code outside 127/8', [code('10.0.0.2')], '[0].codes[1].match: expected answers inside 127.0.0.0/8'],
    ['"other" as a code', [code('other')], '[0].codes[1].match: expected answers inside 127.0.0.0/8'],
    [
      'a bad refusal',
      [{ ...MINIMAL, refusals: [{ match: 'rcode:NXDOMAIN' }] }],
      '[0].refusals[0].match: expected an address',
    ],
    [
      'a bad test entry',
      [{ ...MINIMAL, testListed: 'not a name' }],
      '[0].testListed: expected an address, a name or none',
    ],
    [
      'a script as link',
      [{ ...MINIMAL, delistUrl: 'javascript:alert(1)' }],
      '[0].delistUrl: expected an http or https address',
    ],
    ['a pace of nothing', [{ ...MINIMAL, limits: { perSecond: 0 } }], '[0].limits.perSecond: expected >0, not 0'],
    ['none at all', [], 'the file: expected one list at least'],
    [
      'too many',
      Array.from({ length: 2001 }, (_, index) => ({ ...MINIMAL, id: `l${index}` })),
      'the file: expected at most 2000',
    ],
    ['a terminal escape', [{ ...MINIMAL, zone: '\u001b[31mred' }], '[0].zone: expected a domain name, not "****"'],
  ])('is refused with the path and what was expected: %s', (_what, json, text) => {
    const result = parseLists(json);
    expect(result.ok).toBe(false);
    expect(!result.ok && result.problem.en).toContain(text);
    expect(!result.ok && result.problem.ko).toMatch(/: .*[가-힣]/);
    expect(!result.ok && result.problem.en).toMatch(/^[ -~…]*$/);
  });

  it('never throws, whatever the JSON', () => {
    fc.assert(fc.property(fc.jsonValue(), (json) => typeof parseLists(json).ok === 'boolean'));
  });

  it('reads the built-in table back from JSON unchanged', () => {
    const result = parseLists(JSON.parse(JSON.stringify(LISTS)));
    expect(result).toEqual({ ok: true, value: LISTS });
  });

  const catalogue = path.resolve(import.meta.dirname, '../../../shared/data/dnsbl-catalogue.json');
  it.skipIf(!existsSync(catalogue))(
    'reads the catalog that the table was made from (skipped where that file is not beside the checkout)',
    () => {
      const result = parseLists(JSON.parse(readFileSync(catalogue, 'utf8')));
      if (!result.ok) throw new Error(result.problem.en);
      // It has no entries for what the same operator offers without a key.
      const table = LISTS.filter(({ keyedAs }) => keyedAs === undefined);
      expect(result.value.map(({ id, zone }) => [id, zone])).toEqual(table.map(({ id, zone }) => [id, zone]));
    },
  );
});
