/** What a catalogue of a language holds for each remedy. */
import type { BounceRemedyId } from './facts.ts';

/** `elastic-ip`: the address is known to be one; `other`: it is not known to be one; `maybe`: it still could be. */
export type SenderCase = 'elastic-ip' | 'other' | 'maybe';

/** One act. */
export type BounceStep = {
  /** Whole sentences. Of an Elastic IP, `<allocation>` and `<region>` are filled in, as in a command. */
  readonly text: string;
  /** For a shell, alone on its line. `<ip>`, `<name>`, `<domain>` and `<sender>` are filled in where they are known. */
  readonly command?: string;
  /** Only then; without it always. */
  readonly when?: SenderCase;
  /** `diagnose` tests it by itself, as a precondition of asking. */
  readonly isTested?: true;
  /** What is so, and nothing to do: never the next step. */
  readonly isFact?: true;
  /** It is done on the remedy's page; without such a step that is the last. */
  readonly isAtPage?: true;
};

/** What is needed in one case only. */
export type BounceNeed = Required<Pick<BounceStep, 'text' | 'when'>>;

export type BounceRemedyWords = {
  /** In the order in which they help. A step that is a string has no command. */
  readonly steps: readonly (string | BounceStep)[];
  /** What the form or the step asks for. */
  readonly needs?: readonly (string | BounceNeed)[];
  /** Old advice that no longer works, named so that nobody follows it. */
  readonly obsolete?: string;
};

export type BounceCatalogue = Readonly<Record<BounceRemedyId, BounceRemedyWords>>;

export const actBy = (text: string, command: string): BounceStep => ({ text, command });
export const atPage = (text: string): BounceStep => ({ text, isAtPage: true });
export const fact = (text: string): BounceStep => ({ text, isFact: true });
export const tested = (text: string): BounceStep => ({ text, isTested: true });
