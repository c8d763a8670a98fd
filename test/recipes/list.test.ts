/** The recipe "A new list": one entry in one file is all, and what is missing in it is named. */
import { describe, expect, it } from 'vitest';
import type { List } from '../../shared/dnsbl/list.ts';
import { accessTo } from '../../shared/dnsbl/query.ts';
import { CATALOGUES } from '../../shared/notices/wording.ts';
import { listProblems } from '../dnsbl/list-rules.ts';
import { SourceCopy } from './copy.ts';

const TABLE = 'shared/dnsbl/lists.ts';

/** As somebody would write it, with the parts that some of the tests leave out. */
const entry = (without: readonly string[] = []): string => {
  const fields = {
    id: "'pretend'",
    name: "'Pretend List'",
    operator: "'The Pretenders'",
    operatorId: "'the-pretenders'",
    zone: "'bl.pretend.example'",
    scope: "['ip4']",
    severity: "'major'",
    use: "'default'",
    codes: "[listed('127.0.0.2', 'sent spam to a trap')]",
    testListed: "'127.0.0.2'",
    limits: '{ perSecond: 5 }',
    removal: "{ kind: 'form', url: 'https://pretend.example/removal', needs: ['reason'], hours: 24 }",
    expiry: "{ kind: 'automatic', afterDays: 7 }",
    checkedOn: "'2026-12-24'",
  };
  const lines = Object.entries(fields).flatMap(([name, value]) =>
    without.includes(name) ? [] : [`    ${name}: ${value},`],
  );
  return ['  {', '    ...ACTIVE,', ...lines, '  },'].join('\n');
};

const added = (...entries: readonly string[]): SourceCopy => {
  const copy = new SourceCopy('shared');
  for (const one of entries) copy.addEntry(TABLE, one, '];');
  return copy;
};

const tableOf = async (copy: SourceCopy): Promise<readonly List[]> =>
  (await copy.load<{ LISTS: readonly List[] }>(TABLE)).LISTS;

describe('a list that is added as the recipe says', () => {
  const withPretend = tableOf(added(entry()));

  it('is one entry in lists.ts that compiles, keeps the rules, is queried by default and says how to be removed', async () => {
    const copy = added(entry());
    expect(await copy.compile(TABLE)).toEqual([]);
    const lists = await tableOf(copy);
    const list = lists.find(({ id }) => id === 'pretend')!;
    expect(listProblems(list, lists)).toEqual([]);
    expect(accessTo(list, {})).toEqual({ kind: 'askable', key: null });
    for (const { remedies } of Object.values(CATALOGUES)) {
      const { removal, expiry } = list;
      const steps = remedies['dnsbl.listed']({ of: 'address', removal: removal!, expiry: expiry!, url: removal!.url! });
      expect(steps.map(({ url }) => url)).toContain('https://pretend.example/removal');
    }
    expect([...copy.edited]).toEqual([TABLE]);
  });

  it('is refused by the compiler where a required part is missing, which is named', async () => {
    const said = (await added(entry(['id', 'zone', 'scope', 'codes'])).compile(TABLE)).join('\n');
    for (const name of ['id', 'zone', 'scope', 'codes']) expect(said).toMatch(new RegExp(`\\b${name}\\b`));
  });

  it.each<[string, Partial<List>, RegExp]>([
    ['the day of the check', { checkedOn: 'yesterday' }, /^checkedOn: the day on which you checked/],
    ['the codes', { codes: [] }, /^codes: what an answer means/],
    ['the test entry', { testListed: undefined as never }, /^testListed: its test entry/],
    ['an end of waiting', { removal: { kind: 'wait' }, expiry: undefined as never }, /^expiry: waiting must end/],
    ['a page for the form', { removal: { kind: 'form' } }, /^removal\.url: the page or mailbox/],
    ['a way out', { removal: undefined as never, expiry: undefined as never }, /^removal: where to ask for it/],
    ['an id of its own', { id: 'spamcop' }, /another entry \(spamcop\)/],
  ])('is refused by the test of the table, which names what is missing: %s', async (_what, change, problem) => {
    const lists = await withPretend;
    const list = { ...lists.find(({ id }) => id === 'pretend')!, ...change };
    const found = listProblems(
      list,
      lists.filter(({ id }) => id !== 'pretend'),
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(problem);
  });
});
