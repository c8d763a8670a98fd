import { describe, expect, it } from 'vitest';
import { cover } from '../../shared/dnsbl/coverage.ts';
import { list } from './worlds.ts';

describe('a list with one entry with a key and one without', () => {
  const lists = [
    list({ id: 'keyed', zone: '{key}.zen.example', access: 'key', operatorId: 'zen' }),
    list({ id: 'public', zone: 'zen.example', operatorId: 'zen', keyedAs: 'keyed' }),
  ];
  const covered = (keys: Record<string, string>, failure: string | null) => {
    const { askable, unread, needKey } = cover(lists, { keys, failure });
    return [askable, unread, needKey].map((some) => some.map(({ id }) => id).join(' '));
  };

  it.each([
    ['a key', { zen: 'abc' }, null, ['keyed', '', '']],
    ['none', {}, null, ['public', '', '']],
    // It is told, not passed over.
    ['one that cannot be one', { zen: 'a.c' }, null, ['', '', 'keyed']],
    // Perhaps there is one, and its incidents stand under the name of the list with a key.
    ['keys that cannot be read', {}, 'AccessDenied', ['', 'keyed', '']],
  ])('is queried by the entry that its keys allow: %s', (_what, keys, failure, expected) => {
    expect(covered(keys, failure)).toEqual(expected);
  });
});
