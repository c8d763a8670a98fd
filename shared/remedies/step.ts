import { defined } from '../model/defined.ts';
import type { Step } from '../model/remedy.ts';

/** Where a step may lead: what is not there is left out. */
export type StepPlace = { readonly command?: string | undefined; readonly url?: string | undefined };

/** One act in words, with the command or the page that does it. */
export const oneStep = (text: string, { command, url }: StepPlace = {}): Step => ({
  text,
  ...defined({ command, url }),
});

/** What a list of acts may hold or not. */
export const allSteps = (...parts: readonly (Step | readonly Step[] | null)[]): readonly Step[] =>
  parts.flatMap((part) => part ?? []);
