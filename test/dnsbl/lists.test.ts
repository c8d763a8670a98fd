/** Runs over every entry of the table: what an entry must be, and which ones are asked by default. */
import { describe, expect, it } from 'vitest';
import { compile } from '../../shared/dnsbl/interpret.ts';
import { operatorSlug } from '../../shared/dnsbl/keys.ts';
import { LISTS } from '../../shared/dnsbl/lists.ts';
import { controlsOf } from '../../shared/dnsbl/query.ts';
import { dice } from './worlds.ts';

const ids = (use: string) => LISTS.filter((list) => list.use === use).map(({ id }) => id);
const byId = new Map(LISTS.map((list) => [list.id, list]));
const asked = LISTS.filter(({ use }) => use !== 'off');

describe('the table', () => {
  it('has ids and zones that are there once', () => {
    const zones = LISTS.flatMap(({ zone }) => (zone === null ? [] : [zone]));
    expect(new Set(LISTS.map(({ id }) => id)).size).toBe(LISTS.length);
    expect(new Set(zones).size).toBe(zones.length);
    expect(LISTS.length).toBe(146);
  });

  it('asks by default what is documented, alive and polite', () => {
    expect(ids('default').sort()).toEqual(
      [
        'spamhaus-zen',
        'spamhaus-dbl',
        'abusix-combined',
        'abusix-dblack',
        'spamcop',
        'surbl-multi',
        'uribl-multi',
        'psbl',
        'mailspike-bl',
        'uceprotect-1',
        'gbudb-truncate',
        'sem-black',
        'sem-ipv6',
        's5h',
        'blocklist-de',
        'nordspam-bl',
        'nordspam-dbl',
        'spamrats-all',
        '0spam-bl',
        'dronebl',
        'sem-uri',
      ].sort(),
    );
    expect(ids('own-resolver')).toEqual(['spamhaus-zen-public']);
    expect(ids('opt-in').sort()).toEqual(['barracuda-brbl', 'trendmicro-standard', 'validity-rpbl']);
    expect(ids('info').sort()).toEqual(
      ['backscatterer', 'dnswl', 'spamhaus-zrd', 'uceprotect-2', 'uceprotect-3', 'validity-senderscore'].sort(),
    );
  });

  it('costs 14 questions an IPv4 address, 5 an IPv6 address and 6 a domain by default', () => {
    const cost = (family: 'ip4' | 'ip6' | 'domain') =>
      LISTS.filter(({ use, scope }) => use === 'default' && scope.includes(family)).length;
    expect([cost('ip4'), cost('ip6'), cost('domain')]).toEqual([14, 5, 6]);
  });

  it('names the gravest lists by the gravest word', () => {
    const severity = (word: string) => LISTS.filter((list) => list.use === 'default' && list.severity === word);
    expect(severity('critical').map(({ id }) => id)).toEqual(['spamhaus-zen', 'spamhaus-dbl']);
    expect(severity('major').map(({ id }) => id)).toEqual([
      'abusix-combined',
      'abusix-dblack',
      'spamcop',
      'surbl-multi',
      'uribl-multi',
    ]);
  });

  it.each(LISTS.map((list) => [list.id, list] as const))('%s is sound', (id, list) => {
    expect(() => compile(list)).not.toThrow();
    expect(id).toMatch(/^[a-z0-9][a-z0-9-]*$/);
    expect(list.operatorId).toMatch(/^[a-z0-9-]+$/);
    if (list.zone?.includes('{key}')) {
      expect(list.zone.split('{key}')).toHaveLength(2);
      expect(['key', 'paid']).toContain(list.access);
      // A file with the same list must find the same key.
      expect(operatorSlug(list.operator ?? '')).toBe(list.operatorId);
    }
    for (const family of list.zone === null ? [] : list.scope) {
      const { before, after } = controlsOf(list, family, dice(), new Set());
      for (const { name } of [...before, ...after]) expect(name).toMatch(/^[a-z0-9_.$A-Z-]+$/);
    }
    for (const url of [list.lookupUrl, list.delistUrl]) if (url !== undefined) expect(() => new URL(url)).not.toThrow();
    expect(list.checkedOn).toBe('2026-11-24');
    if (list.supersededBy !== undefined) expect(byId.has(list.supersededBy)).toBe(true);
    if (list.keyedAs !== undefined) {
      const { zone, codes, scope, operatorId } = byId.get(list.keyedAs)!;
      expect(zone).toContain('{key}');
      expect(list).toMatchObject({ codes, scope, operatorId });
      expect(list.zone).not.toContain('{key}');
    }
    expect((list.note ?? '').length).toBeLessThan(250);
  });

  it.each(asked.map((list) => [list.id, list] as const))('%s, which is asked, can be asked and cured', (_id, list) => {
    expect(list.status).toBe('active');
    expect(list.zone).not.toBeNull();
    expect(list.scope).not.toEqual([]);
    expect(list.codes).not.toEqual([]);
    expect(list.delistUrl ?? list.delistHow ?? (list.kind === 'informational' ? list.note : undefined)).toBeDefined();
    if (list.confidence === 'low') expect(list.use).toBe('opt-in');
  });

  it.each(LISTS.filter(({ status }) => status === 'dead').map((list) => [list.id, list] as const))(
    '%s is dead: never on, and its end is told',
    (_id, list) => {
      expect(list.use).toBe('off');
      expect(list.why).toBeDefined();
      expect(list.delistUrl).toBeUndefined();
    },
  );

  it.each(LISTS.filter(({ status }) => status === 'unknown').map((list) => [list.id, list] as const))(
    '%s, of which nobody knows whether it lives, is off',
    (_id, list) => expect(list.use).toBe('off'),
  );

  it('lists nothing on an informational list or an allow-list', () => {
    const loud = LISTS.filter(({ kind }) => kind === 'informational' || kind === 'allow')
      .filter(({ codes }) => codes.some(({ effect }) => effect === 'listed' || effect === 'policy'))
      .map(({ id }) => id);
    expect(loud).toEqual([]);
  });

  it('holds the limits that operators publish, as numbers', () => {
    const limits = (id: string) => byId.get(id)?.limits;
    expect(limits('sem-black')).toEqual({ perSecond: 5, perDay: 100_000 });
    expect(limits('spfbl')).toEqual({ perSecond: 10 });
    expect(limits('0spam-bl')).toEqual({ perSecond: 800 });
    expect(limits('validity-rpbl')).toEqual({ perMonth: 10_000 });
    expect(limits('dnswl')).toEqual({ perDay: 100_000 });
    expect(limits('mailspike-bl')).toEqual({ perDay: 100_000 });
    expect(limits('spamhaus-zen')).toEqual({ perDay: 300_000 });
    expect(limits('nordspam-bl')).toEqual({ perDay: 10_000 });
  });

  it('gives one operator one set of limits', () => {
    const active = LISTS.filter(({ status }) => status === 'active');
    for (const { operatorId, limits } of active) {
      expect(active.filter((list) => list.operatorId === operatorId).map((list) => list.limits)).toEqual(
        active.filter((list) => list.operatorId === operatorId).map(() => limits),
      );
    }
  });
});
