/** Runs over every entry of the table of lists: the rules stand in `list-rules.ts`, and a new entry needs no change here. */
import { describe, expect, it } from 'vitest';
import { LISTS } from '../../shared/dnsbl/lists.ts';
import { listProblems } from './list-rules.ts';

const byDefault = LISTS.filter(({ use }) => use === 'default');
const byId = new Map(LISTS.map((list) => [list.id, list]));

/** Questions that a check of one target may cost by default: a list more is a question more for everybody, each time. */
const MOST_QUESTIONS = { ip4: 16, ip6: 8, domain: 8 } as const;

describe('the table of lists (lists.ts)', () => {
  it.each(LISTS.map((list) => [list.id, list] as const))('%s keeps the rules of the table', (_id, list) => {
    expect(listProblems(list, LISTS)).toEqual([]);
  });

  it.each(['ip4', 'ip6', 'domain'] as const)(
    'has lists on by default that cover %s, and cost few questions',
    (family) => {
      const asked = byDefault.filter(({ scope }) => scope.includes(family));
      expect(asked.some(({ severity }) => severity === 'critical')).toBe(true);
      expect(asked.length).toBeLessThanOrEqual(MOST_QUESTIONS[family]);
    },
  );

  it('shows in each entry why it is opt-in, informational or for an own resolver', () => {
    for (const { id, use, access, zone, kind, keyedAs, confidence } of LISTS) {
      if (use === 'own-resolver') expect(keyedAs, id).toBeDefined();
      if (use === 'opt-in') expect(access === 'registration' || confidence === 'low', id).toBe(true);
      if (use === 'info') expect(['informational', 'allow'], id).toContain(kind);
      if (use === 'default') expect(access === 'open' || zone?.includes('{key}'), id).toBe(true);
    }
  });

  it('has the same data in an entry without a key as in the one with it', () => {
    for (const list of LISTS.filter(({ keyedAs }) => keyedAs !== undefined)) {
      const { zone, codes, scope, operatorId } = byId.get(list.keyedAs!)!;
      expect(zone).toContain('{key}');
      expect(list).toMatchObject({ codes, scope, operatorId });
      expect(list.zone).not.toContain('{key}');
    }
  });

  it('has one set of limits for each operator, as numbers above zero', () => {
    const active = LISTS.filter(({ status }) => status === 'active');
    for (const some of Map.groupBy(active, ({ operatorId }) => operatorId).values()) {
      const [first] = some;
      for (const { id, limits } of some) {
        expect(limits, id).toEqual(first?.limits);
        for (const amount of Object.values(limits ?? {})) expect(amount, id).toBeGreaterThan(0);
      }
    }
  });
});
