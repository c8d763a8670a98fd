/** What every command's data must hold, so that help, completion, man page and docs can be made from it alone. */
import { COMMON_FLAGS, type Command, readCommandWords } from '../../cli/command.ts';
import type { Text } from '../../shared/model/language.ts';

/** English ends with a full stop; Korean too, unless an example ends it. */
const isSentence = ({ en, ko }: Text): boolean =>
  (/^[A-Z0-9"'-].*[.?]$/s.test(en) || /^[a-z].*[.]$/s.test(en)) &&
  /[가-힣]/.test(ko) &&
  (ko.endsWith('.') || ko.includes('예: '));

/** What is missing or wrong, each with the name of the command and of the part. */
export function missingIn(command: Command): readonly string[] {
  const { name, summary, about, positionals, flags, exits, examples, instead } = command;
  const problems = [
    /^[a-z][a-z-]*$/.test(name) ? '' : 'name: expected small letters and hyphens',
    ...Object.values(summary).map((one) =>
      one === '' || one.endsWith('.') ? 'summary: expected a line without a full stop' : '',
    ),
    about.length === 0 ? 'about: expected a paragraph' : '',
    ...about.map((one) => (isSentence(one) ? '' : `about: not a sentence: ${one.en}`)),
    ...[...positionals, ...flags].map((one) => {
      const label = 'flag' in one ? `--${one.flag}` : `<${one.name}>`;
      return isSentence(one.about) ? '' : `${label}: expected sentences that say what it does`;
    }),
    ...doubled(flags.map(({ flag }) => flag)).map((flag) => `--${flag}: there twice`),
    exits.some(({ code }) => code === 0) ? '' : 'exits: 0 is not explained',
    exits.some(({ code }) => code === 64) ? '' : 'exits: 64 is not explained',
    ...exits.map(({ code, when }) => (isSentence(when) ? '' : `exits: ${code} is not explained in a sentence`)),
    examples.length === 0 ? 'examples: expected one at least' : '',
    ...examples.map(({ line, does }) => (isSentence(does) ? '' : `examples: not explained: ${line}`)),
    ...examples.map(({ line }) => refusalOf(line, command)),
    ...unknownFlags(command).map((flag) => `usage: --${flag} is not among the flags`),
    instead !== undefined && positionals.length > 0 ? 'instead: it takes arguments' : '',
  ];
  return problems.filter((one) => one !== '').map((one) => `${name}: ${one}`);
}

const doubled = (own: readonly string[]): readonly string[] => {
  const all = [...own, ...COMMON_FLAGS.map(({ flag }) => flag)];
  return own.filter((flag) => all.filter((one) => one === flag).length > 1);
};

function unknownFlags({ usage = [], flags }: Command): readonly string[] {
  const named = usage.flatMap((form) => [...form.matchAll(/--([a-z-]+)/g)].map((match) => match[1] ?? ''));
  const known = [...flags, ...COMMON_FLAGS].map(({ flag }) => flag);
  return named.filter((flag) => !known.includes(flag));
}

/** An example that the parser would not take; of a pipe, what Postwatch is given. */
function refusalOf(line: string, command: Command): string {
  const [, words] = /(?:^|\| )postwatch ([^|>)]+)/.exec(line) ?? [];
  if (words === undefined) return '';
  const [name, ...args] = [...words.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, plain]) => double ?? single ?? plain ?? '',
  );
  if (name !== command.name) return `examples: of another command: ${line}`;
  try {
    readCommandWords(args, command);
    return '';
  } catch (error) {
    return `examples: ${line}: ${(error as Error).message}`;
  }
}
