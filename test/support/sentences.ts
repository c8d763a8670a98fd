/** What a summary is in every language: whole sentences, nothing of a program's, and no particle that was left open. */
import { expect } from 'vitest';
import type { Finding } from '../../shared/model/finding.ts';

const LEFTOVER = /undefined|null|\[object|NaN| {2}|\.\.(?!\.)|^ | $/;
/** A bounded text may end in the middle. */
const END = /[.…"]$/;

export function expectSentences({ summary, translated }: Pick<Finding, 'summary' | 'translated'>): void {
  expect(summary).toMatch(END);
  expect(translated.ko).toMatch(/(습니다|입니다)[.:("…]/);
  expect(translated.ko).toMatch(END);
  expect(translated.ko).not.toMatch(/은\(는\)|이\(가\)|을\(를\)|\(으\)로/);
  for (const text of [summary, translated.ko]) expect(text).not.toMatch(LEFTOVER);
}
