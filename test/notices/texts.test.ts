/** One catalogue a language: the same keys, every text there, every text translated. */
import { describe, expect, it } from 'vitest';
import { isNotified } from '../../shared/model/findings/words.ts';
import type { Transition } from '../../shared/model/incident.ts';
import { columns } from '../../shared/model/text.ts';
import { en } from '../../shared/notices/texts/en.ts';
import { ko } from '../../shared/notices/texts/ko.ts';
import { CATALOGUES } from '../../shared/notices/wording.ts';
import { OPENS } from '../../shared/watch/incidents/observe.ts';

const TOLD = [...OPENS, 'ptr.unknown', 'spf.temperror', 'list.blind', 'list.anomaly', 'list.mass-listing'].filter(
  isNotified,
);

/** `ended.unwatched` -> its text; what takes values gets some. */
function leaves(value: unknown, at = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[at, value]];
  if (typeof value !== 'object' && typeof value !== 'function') return [[at, String(value)]];
  if (value === null) return [[at, 'none']];
  if (typeof value === 'function') return [[at, String(value(...(ARGUMENTS[at] ?? [3, 5, 7])))]];
  // Remedies have a test of their own (test/remedies).
  const parts = Object.entries(value as object).filter(([key]) => key !== 'remedies');
  return parts.flatMap(([key, one]) => leaves(one, at === '' ? key : `${at}.${key}`));
}

const ARGUMENTS: Readonly<Record<string, readonly unknown[]>> = {
  usedBy: [['Example']],
  acknowledged: ['alice', '2026-11-25 00:00 UTC', 'ticket 7'],
  worsened: ['major', 'critical'],
  improved: ['critical', 'major'],
  'listing.open': ['203.0.113.25', 'BL', true],
  'listing.policy': ['203.0.113.25', 'BL', true],
  'listing.cleared': ['203.0.113.25', 'BL', true],
  'listing.ended': ['203.0.113.25', 'BL'],
  headSince: ['head', 'since'],
  'shared.account': ['123456789012/eu-west-1', 4],
  duration: [7_200_000],
  several: [{ opened: 2, cleared: 1 }, 'headline'],
};
/** Nothing is said of what has no name. */
const EMPTY = new Set(['headline.other', 'why.other', 'label.repeat']);
/** They only join what the others say. */
const ALIKE = new Set([...EMPTY, 'about', 'labelWidth', 'headSince', 'headline.other']);

describe.each(Object.entries(CATALOGUES))('the notice texts in %s', (_language, texts) => {
  it('are all there', () => {
    expect(leaves(texts).map(([at]) => at)).toEqual(leaves(en).map(([at]) => at));
    for (const [at, text] of leaves(texts).filter(([key]) => !EMPTY.has(key))) {
      expect(text.trim(), at).not.toBe('');
      expect(text, at).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  it.each(TOLD)('have a headline to act on for %s, and say why it matters', (id) => {
    expect(columns(texts.headline[id])).toBeGreaterThan(10);
    expect(columns(texts.why[id])).toBeGreaterThan(30);
  });

  it('have labels that fit their column, and transitions that differ from each other', () => {
    for (const [name, label] of Object.entries(texts.label))
      expect(columns(label), name).toBeLessThan(texts.labelWidth);
    const turns = Object.values(texts.transition);
    expect(new Set(turns).size).toBe(turns.length);
  });

  it.each(Object.keys(en.transition))('count %s in the subject of several', (turn) => {
    const said = texts.several({ [turn as Transition]: 4 }, 'first');
    expect(said).toMatch(/4/);
    expect(said).toContain('first');
    expect(said).not.toContain('undefined');
  });

  it('word an end without a clearing differently from a clearing', () => {
    for (const text of Object.values(texts.ended)) expect(text).not.toContain(texts.transition.cleared);
    expect(new Set(Object.values(texts.ended)).size).toBe(3);
  });
});

describe('the Korean notice texts', () => {
  const english = new Map(leaves(en));

  it.each(leaves(ko).filter(([at]) => !ALIKE.has(at)))('translate %s', (at, text) => {
    expect(text).not.toBe(english.get(at));
    // Names, numbers and "UTC" aside, a sentence is Korean.
    expect(text, at).toMatch(/[가-힣]/);
  });

  it('say why in full sentences', () => {
    for (const [id, text] of Object.entries(ko.why)) if (id !== 'other') expect(text, id).toMatch(/다\.?\)?\.$/);
  });
});
