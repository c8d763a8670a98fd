/** Bare replies: those that the rules were made from, those in our own words, and the judged ones beside the checkout. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { TEXTS } from '../../bounce/texts.ts';
import { WRITTEN } from '../../bounce/written.ts';

const BESIDE = path.resolve(import.meta.dirname, '../../../../shared/cases/replies.json');
const hasJudged = existsSync(BESIDE);

export type Judged = {
  readonly text: string;
  readonly cause: readonly string[];
  readonly acceptable: readonly string[];
  readonly side: readonly string[];
  readonly retry: readonly string[];
  readonly note?: string;
};

export const JUDGED: readonly Judged[] = hasJudged ? (JSON.parse(readFileSync(BESIDE, 'utf8')) as Judged[]) : [];

/** One reply, every line of it with its code or the continuation of one. */
const isBare = (text: string): boolean => /^[45]\d\d[ -]\S/.test(text) && text.length < 1500;

const written = [...TEXTS.values()].flatMap((texts) => texts.map(({ text }) => text));
export const REPLIES: readonly string[] = [
  ...new Set([...written, ...Object.values(WRITTEN).flat(), ...JUDGED.map(({ text }) => text)].filter(isBare)),
];
