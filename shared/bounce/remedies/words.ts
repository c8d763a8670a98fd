/** What a catalogue of a language holds for each remedy. */
import type { BounceRemedyId } from './facts.ts';

/** One act. */
export type BounceStep = {
  /** Whole sentences. */
  readonly text: string;
  /** For a shell, alone on its line. `<ip>`, `<name>`, `<domain>` and `<sender>` are filled in where they are known. */
  readonly command?: string;
  /** `diagnose` tests it by itself, as a precondition of asking. */
  readonly isTested?: true;
  /** It is done on the remedy's page; without such a step that is the last. */
  readonly isAtPage?: true;
};

export type BounceRemedyWords = {
  /** In the order in which they help. A step that is a string has no command. */
  readonly steps: readonly (string | BounceStep)[];
  /** What the form or the step asks for. */
  readonly needs?: readonly string[];
  /** Old advice that no longer works, named so that nobody follows it. */
  readonly obsolete?: string;
};

export type BounceCatalogue = Readonly<Record<BounceRemedyId, BounceRemedyWords>>;

export const actBy = (text: string, command: string): BounceStep => ({ text, command });
export const atPage = (text: string): BounceStep => ({ text, isAtPage: true });
export const tested = (text: string): BounceStep => ({ text, isTested: true });
