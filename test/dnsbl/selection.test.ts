import { describe, expect, it } from 'vitest';
import { LISTS } from '../../shared/dnsbl/lists.ts';
import { type ListSettings, onePerData, selectFromFile, selectLists } from '../../shared/dnsbl/selection.ts';
import type { Parsed } from '../../shared/model/parsed.ts';
import { list } from './worlds.ts';

const TABLE = [
  list({ id: 'on', use: 'default' }),
  list({ id: 'also-on', use: 'default' }),
  list({ id: 'opt', use: 'opt-in', zone: 'opt.example', zoneAliases: ['old.example'] }),
  list({ id: 'off', use: 'off' }),
  list({ id: 'gone', use: 'off', status: 'dead', name: 'Gone', died: '2024-06-05', why: 'emptied' }),
];

function value<T>(result: Parsed<T>): T {
  if (!result.ok) throw new Error(result.problem.en);
  return result.value;
}
const ids = (settings: ListSettings) => value(selectLists(TABLE, settings, false)).lists.map(({ id }) => id);

describe('the selection of lists from the table', () => {
  it.each<[ListSettings, string[]]>([
    [{}, ['on', 'also-on']],
    [{ add: ['off'] }, ['on', 'also-on', 'off']],
    [{ skip: ['on'] }, ['also-on']],
    [{ only: ['off', 'on'] }, ['on', 'off']],
    [{ only: [] }, []],
    [{ only: ['off'], add: ['opt'] }, ['opt', 'off']],
    [{ add: ['off'], skip: ['off'] }, ['on', 'also-on']],
    [{ add: ['on', 'on'] }, ['on', 'also-on']],
  ])('by the settings %j is %j', (settings, expected) => {
    expect(ids(settings)).toEqual(expected);
  });

  it.each<[ListSettings, string]>([
    [{ add: ['onn'] }, 'lists.add: there is no list "onn"; did you mean "on"?'],
    [{ add: ['my-list-2'] }, 'lists.add: there is no list "my-list-2"; "postwatch lists" shows them'],
    [{ add: ['abcdefghijklmnopqrstuvwxyz'] }, 'lists.add: there is no list "****"; "postwatch lists" shows them'],
    [{ add: ['k3y-0f-s0meone'] }, 'lists.add: there is no list "****"; "postwatch lists" shows them'],
    [{ add: ['Passw0rd'] }, 'lists.add: there is no list "****"; "postwatch lists" shows them'],
    [{ skip: ['opt.example'] }, 'lists.skip: there is no list "opt.example"; did you mean "opt"?'],
    [{ skip: ['old.example'] }, 'lists.skip: there is no list "old.example"; did you mean "opt"?'],
    [{ only: ['on', 'ALSO'] }, 'lists.only: there is no list "ALSO"; did you mean "also-on"?'],
    [{ add: ['\u001b[2J'] }, 'lists.add: there is no list "****"; "postwatch lists" shows them'],
    [{ add: [''] }, 'lists.add: there is no list ""; "postwatch lists" shows them'],
  ])('is refused in one line for %j', (settings, problem) => {
    expect(selectLists(TABLE, settings, false)).toEqual({
      ok: false,
      problem: expect.objectContaining({ en: problem }),
    });
  });

  it('keeps a dead list that is named, and reports that it has shut down', () => {
    for (const settings of [{ add: ['gone'] }, { only: ['gone'] }]) {
      const { lists, notices } = value(selectLists(TABLE, settings, false));
      expect(lists.map(({ id }) => id)).toContain('gone');
      expect(notices).toMatchObject([{ en: 'Gone has shut down (2024-06-05): emptied. It is not queried.' }]);
    }
    expect(value(selectLists(TABLE, { skip: ['gone'] }, false)).notices).toEqual([]);
  });

  it('takes the active lists that are on by default, and no others', () => {
    const { lists } = value(selectLists(LISTS, {}, false));
    expect(lists).not.toEqual([]);
    expect(lists).toEqual(LISTS.filter(({ use, status }) => use === 'default' && status === 'active'));
  });
});

describe('the selection of lists from a file', () => {
  it('takes every list, whatever its `use`, and dead ones only to report them', () => {
    const { lists, notices } = value(selectFromFile(TABLE, {}));
    expect(lists).toEqual(TABLE);
    expect(notices).toEqual([]);
  });

  it('knows only the lists of the file', () => {
    expect(selectFromFile(TABLE, { add: ['spamcop'] }).ok).toBe(false);
    expect(value(selectFromFile(TABLE, { only: ['off'] })).lists.map(({ id }) => id)).toEqual(['off']);
  });
});

describe('the selection of a list with one entry with a key and one without', () => {
  const table = [
    list({ id: 'keyed', use: 'default', zone: '{key}.zen.example', access: 'key' }),
    list({ id: 'public', use: 'own-resolver', zone: 'zen.example', keyedAs: 'keyed' }),
    list({ id: 'other', use: 'default' }),
  ];
  const selected = (settings: ListSettings, own: boolean, key: boolean) =>
    onePerData(value(selectLists(table, settings, own)).lists, () => key).map(({ id }) => id);

  it.each<[ListSettings, boolean, boolean, string[]]>([
    [{}, false, false, ['keyed', 'other']],
    [{}, false, true, ['keyed', 'other']],
    [{}, true, false, ['public', 'other']],
    [{}, true, true, ['keyed', 'other']],
    [{ skip: ['keyed'] }, true, false, ['other']],
    [{ skip: ['public'] }, true, false, ['keyed', 'other']],
    [{ add: ['public'] }, false, false, ['public', 'other']],
    [{ add: ['public'] }, false, true, ['keyed', 'other']],
    [{ only: ['public'] }, false, true, ['public']],
    [{ only: ['keyed'] }, true, false, ['keyed']],
    [{ only: ['other'] }, true, false, ['other']],
    [{ add: ['public'], skip: ['keyed'] }, true, false, ['public', 'other']],
  ])('by the settings %j, with an own resolver %s and a key %s, takes one of them', (settings, own, key, expected) => {
    expect(selected(settings, own, key)).toEqual(expected);
  });

  it('takes one entry of Spamhaus ZEN from the table', () => {
    const chosen = (own: boolean) => value(selectLists(LISTS, {}, own)).lists.map(({ id }) => id);
    expect(chosen(true).filter((id) => !chosen(false).includes(id))).toEqual(['spamhaus-zen-public']);
  });
});
