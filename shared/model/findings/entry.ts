/** What is said of a finding once and for all: how it weighs, and in which words people are notified of it. */
import type { Language } from '../language.ts';
import type { FindingCheck, Severity, Status } from '../weight.ts';

type Weighed = {
  readonly check: FindingCheck;
  /** Several where the case decides; `fails` says how, where the list does. */
  readonly status: Status | readonly Status[];
  /** `list`: that of the list it is about. */
  readonly severity: Severity | 'list';
  /** The severities of a list with which it fails; with the others it warns. */
  readonly fails?: readonly Severity[];
};

/** It opens an incident. `better`: which others of the same check are a step to health from here; the rest of them are worse. */
type Opening = { readonly opens: true; readonly better: readonly string[]; readonly notified?: never };

/** `notified`: it opens none by itself and can be in a notice all the same: what stays blind, or a list as a whole. */
type NotOpening = { readonly opens?: never; readonly better?: never; readonly notified?: true };

export type FindingEntry = Weighed & (Opening | NotOpening);

export type FindingTable = Readonly<Record<string, FindingEntry>>;

/** The ids of a table that can be in a notice. */
export type NotifiedIn<T extends FindingTable> = {
  [I in keyof T]: T[I] extends { readonly opens: true } | { readonly notified: true } ? I : never;
}[keyof T];

type WordsInOne = {
  /** The part of a subject that says what happened: `on a blocklist`. In Korean in noun form, as subjects are. */
  readonly headline: string;
  readonly why: string;
};

/** A language that is added here does not compile until every finding that people are notified of has its words. */
export type FindingWords = Readonly<Record<Language, WordsInOne>>;

/** The words of a table's findings, of each that can be in a notice. */
export type WordsOf<T extends FindingTable> = { readonly [I in NotifiedIn<T>]: FindingWords };
