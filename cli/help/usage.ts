/** How the words of a command are written, in every place that explains them. */
import type { Language } from '../../shared/model/language.ts';
import type { Command, CommandFlag, CommandPositional } from '../command.ts';

/** `<ip>`, `[<file>...]`. */
function positionalText({ name, isOptional, multiple }: CommandPositional): string {
  const one = `<${name}>${multiple === true ? '...' : ''}`;
  return isOptional === true ? `[${one}]` : one;
}

/** A command's forms, without the program's name. */
export const usageForms = ({ name, usage, positionals, flags }: Command): readonly string[] =>
  usage ?? [[name, ...positionals.map(positionalText), ...(flags.length === 0 ? [] : ['[options]'])].join(' ')];

/** `-h, --help`, `--domain <name>`. */
export const flagText = ({ flag, short, value }: CommandFlag): string =>
  `${short === undefined ? '' : `-${short}, `}--${flag}${value === undefined ? '' : ` <${value}>`}`;

/** The line of the overview as a sentence of its own. */
export const asSentence = (summary: string): string => `${summary[0]?.toUpperCase() ?? ''}${summary.slice(1)}.`;

type FlagWords = { readonly oneOf: (values: string) => string; readonly otherwise: (what: string) => string };

const WORDS: Readonly<Record<Language, FlagWords>> = {
  en: { oneOf: (values) => `One of ${values}.`, otherwise: (what) => `Default: ${what}.` },
  ko: { oneOf: (values) => `가능한 값: ${values}.`, otherwise: (what) => `기본값: ${what}` },
};

/** What it does, the values there are, and what applies without it. */
export function flagAbout({ about, values = [], default: otherwise }: CommandFlag, language: Language): string {
  const words = WORDS[language];
  const own = about[language];
  const more = [
    ...(values.every((value) => own.includes(value)) ? [] : [words.oneOf(values.join(', '))]),
    ...(otherwise === undefined ? [] : [words.otherwise(otherwise[language])]),
  ];
  // An example at the end has no full stop in Korean.
  return [more.length > 0 && !/[.?]$/.test(own) ? `${own}.` : own, ...more].join(' ');
}
