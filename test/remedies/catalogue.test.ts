/** Every remedy in every language: steps that a person can follow, with every command and page that the data has. */
import { describe, expect, it } from 'vitest';
import type { Remedy, RemedyId, Step } from '../../shared/model/remedy.ts';
import { CATALOGUES } from '../../shared/notices/wording.ts';
import { remedyFacts, renderRemedy, stepsOf } from '../../shared/remedies/render.ts';
import { REMEDY_SAMPLES } from './samples.ts';

const IDS = Object.keys(REMEDY_SAMPLES) as RemedyId[];
const samplesOf = (id: RemedyId): readonly Remedy[] =>
  REMEDY_SAMPLES[id].map((params) => ({ id, with: params }) as unknown as Remedy);

/** The words that `voice` has done away with, as far as advice would use them. */
const BANNED =
  /\b(leads? (back|to)|stands?|take away|no finding|nobody is told|tell nobody|cures?|cured|Expires by itself:|Usual time:)\b/;

const each = (steps: readonly Step[], check: (text: string) => void): void => {
  for (const { text } of steps) check(text);
};

describe.each(Object.entries(CATALOGUES))('advice in %s', (language, { remedies }) => {
  it.each(IDS)('for %s is made of steps, and none of them is a list of steps or glued from cells', (id) => {
    for (const remedy of samplesOf(id)) {
      const steps = stepsOf(remedy, remedies);
      expect(steps.length).toBeGreaterThan(0);
      each(steps, (text) => {
        expect(text).not.toMatch(/undefined|null|\[object|NaN| {2}|^ | $|\.\.(?!\.)/);
        expect(text, 'a step holds one act').not.toMatch(/(^| )\d\. /);
        expect(text).toMatch(language === 'ko' ? /[가-힣]/ : /^["A-Z]/);
      });
    }
  });

  it.each(IDS)('for %s has each command and page of the finding once', (id) => {
    for (const remedy of samplesOf(id)) {
      const { command, url } = remedyFacts(remedy);
      const steps = stepsOf(remedy, remedies);
      if (command !== undefined && id !== 'dnsbl.info')
        expect(steps.filter((one) => one.command === command)).toHaveLength(1);
      expect(steps.filter((one) => one.url === url && url !== undefined).length).toBeLessThanOrEqual(1);
    }
  });
});

describe('advice in English', () => {
  it.each(IDS)('for %s uses none of the banned words', (id) => {
    for (const remedy of samplesOf(id)) each(stepsOf(remedy), (text) => expect(text).not.toMatch(BANNED));
  });

  it('is in JSON one text and its steps, with the command and the page of the whole', () => {
    const [remedy] = samplesOf('ptr.follow-ec2');
    const { text, steps, command, url, checkedOn } = renderRemedy(remedy!);
    expect(text).toBe(steps.map((one) => one.text).join(' '));
    expect([command, url, checkedOn]).toEqual([steps[0]?.command, steps[0]?.url, '2026-11-24']);
  });

  it('that an earlier version stored is one step, unchanged', () => {
    const old = { text: 'Set it.', command: 'dig example.com', url: 'https://example.com/', checkedOn: '2026-11-24' };
    const { checkedOn: _, ...step } = old;
    expect(renderRemedy(old)).toEqual({ ...old, steps: [step] });
  });
});

describe('advice in Korean', () => {
  const ko = CATALOGUES.ko.remedies;

  it.each(IDS)('for %s is Korean, with particles that fit and the endings of a notice', (id) => {
    for (const remedy of samplesOf(id))
      each(stepsOf(remedy, ko), (text) => {
        expect(text).not.toMatch(/은\(는\)|이\(가\)|을\(를\)|\(으\)로|하세요/);
        expect(text).toMatch(/(십시오|습니다|입니다|합니다|됩니다)[.:(,]/);
      });
  });

  it.each(IDS)('for %s is never the same in both languages', (id) => {
    for (const remedy of samplesOf(id)) {
      const english = stepsOf(remedy).map(({ text }) => text);
      each(stepsOf(remedy, ko), (text) => expect(english).not.toContain(text));
    }
  });
});
