/** How the words of a command are written, in every place that explains them. */
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

/** What it does, the values there are, and what holds without it. */
export function flagAbout({ about, values, default: otherwise }: CommandFlag): string {
  const unnamed = (values ?? []).some((value) => !about.includes(value));
  const known = values === undefined || !unnamed ? '' : ` One of ${values.join(', ')}.`;
  return `${about}${known}${otherwise === undefined ? '' : ` Default: ${otherwise}.`}`;
}
