/**
 * Scripts for shells. Each holds all it needs: a shell asks on every press of Tab, and starting a program would be felt. Texts are
 * quoted for the shell, though all of them are our own.
 */
import { COMMON_FLAGS, type Command, type CommandFlag, type CommandPositional } from '../command.ts';
import { flagAbout } from './usage.ts';

type Script = (commands: readonly Command[]) => readonly string[];

const flagsOf = ({ flags }: Command): readonly CommandFlag[] => [...flags, ...COMMON_FLAGS];

const flagWords = ({ flag, short }: CommandFlag): readonly string[] => [
  `--${flag}`,
  ...(short === undefined ? [] : [`-${short}`]),
];

const valuesOf = ({ values, offers }: CommandFlag): readonly string[] => values ?? offers ?? [];

function offersOf({ offers }: CommandPositional, commands: readonly Command[]): readonly string[] {
  return offers === 'commands' ? commands.map(({ name }) => name) : (offers ?? []);
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** What may stand in the place of the program's first word. */
const firstWords = (commands: readonly Command[]): readonly string[] => [
  ...commands.map(({ name }) => name),
  '--help',
  '--version',
];

/** By bash 3.2's means, which is what macOS has; bash itself splits a word at "=". */
const bash: Script = (commands) => [
  '# bash completion for postwatch. To load it: source <(postwatch completion bash)',
  '_postwatch_files() {',
  '  compopt -o default 2>/dev/null || COMPREPLY=($(compgen -f -- "$1"))',
  '}',
  '_postwatch() {',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's, not ours
  '  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}',
  '  if [ "$word" = "=" ]; then word=""; fi',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's, not ours
  '  if [ "$before" = "=" ]; then before=${COMP_WORDS[COMP_CWORD-2]}; fi',
  '  COMPREPLY=()',
  '  if [ "$COMP_CWORD" -eq 1 ]; then',
  `    ${bashWords(firstWords(commands))}`,
  '    return',
  '  fi',
  '  case "$command $before" in',
  ...commands.flatMap((command) => flagsOf(command).flatMap((flag) => bashValue(command.name, flag))),
  '  esac',
  '  case "$command" in',
  ...commands.flatMap((command) => bashCommand(command, commands)),
  '  esac',
  '}',
  'complete -F _postwatch postwatch',
];

const bashWords = (words: readonly string[]): string =>
  `COMPREPLY=($(compgen -W ${quoted(words.join(' '))} -- "$word"))`;

const BASH_FILES = '_postwatch_files "$word"';

/** Where anything may stand, nothing can be offered. */
function bashValue(command: string, flag: CommandFlag): readonly string[] {
  if (flag.value === undefined) return [];
  const values = valuesOf(flag);
  const offer = flag.isFile === true ? `${BASH_FILES}; ` : values.length > 0 ? `${bashWords(values)}; ` : '';
  return [`    ${quoted(`${command} --${flag.flag}`)}) ${offer}return ;;`];
}

function bashCommand(command: Command, commands: readonly Command[]): readonly string[] {
  const offers = command.positionals.flatMap((one) => offersOf(one, commands));
  const takesFiles = command.positionals.some(({ isFile }) => isFile === true);
  return [
    `    ${command.name})`,
    '      case "$word" in',
    `        -*) ${bashWords(flagsOf(command).flatMap(flagWords))} ;;`,
    `        *) ${takesFiles ? BASH_FILES : bashWords(offers)} ;;`,
    '      esac ;;',
  ];
}

const zsh: Script = (commands) => [
  '#compdef postwatch',
  '# zsh completion for postwatch. To load it: source <(postwatch completion zsh)',
  '_postwatch() {',
  '  local -a commands',
  '  if (( CURRENT == 2 )); then',
  '    commands=(',
  ...commands.map(({ name, summary }) => `      ${quoted(`${name}:${summary.en.replaceAll(':', '\\:')}`)}`),
  '    )',
  '    _describe -t commands command commands',
  "    _arguments '--help[Print help.]' '--version[Print the version.]'",
  '    return',
  '  fi',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's, not ours
  '  local command=${words[2]}',
  '  shift words',
  '  (( CURRENT-- ))',
  '  case "$command" in',
  ...commands.flatMap((command) => [
    `    ${command.name})`,
    '      _arguments -S \\',
    ...flagsOf(command).map((flag) => `        ${quoted(zshFlag(flag))} \\`),
    ...command.positionals.map((one, at) => `        ${quoted(zshPositional(one, at, commands))} \\`),
    '        ;;',
  ]),
  '  esac',
  '}',
  'if [ "$funcstack[1]" = "_postwatch" ]; then _postwatch "$@"; else compdef _postwatch postwatch; fi',
];

/** Brackets and colons mean something to `_arguments`. */
const zshText = (text: string): string => text.replace(/[[\]:\\]/g, (one) => `\\${one}`);

function zshFlag(flag: CommandFlag): string {
  const head = `${flag.multiple === true ? '*' : ''}--${flag.flag}[${zshText(flag.about.en)}]`;
  if (flag.value === undefined) return head;
  const values = valuesOf(flag);
  const what = values.length > 0 ? `(${values.join(' ')})` : flag.isFile === true ? '_files' : ' ';
  return `${head}:${zshText(flag.value)}:${what}`;
}

function zshPositional(one: CommandPositional, at: number, commands: readonly Command[]): string {
  const offers = offersOf(one, commands);
  const what = offers.length > 0 ? `(${offers.join(' ')})` : one.isFile === true ? '_files' : ' ';
  return `${one.multiple === true ? '*' : String(at + 1)}:${zshText(one.name)}:${what}`;
}

const fish: Script = (commands) => [
  '# fish completion for postwatch.',
  '# To load it: postwatch completion fish > ~/.config/fish/completions/postwatch.fish',
  'complete -c postwatch -f',
  ...commands.map(
    ({ name, summary }) =>
      `complete -c postwatch -n __fish_use_subcommand -a ${quoted(name)} -d ${fishQuoted(summary.en)}`,
  ),
  "complete -c postwatch -n __fish_use_subcommand -l help -s h -d 'Print help.'",
  "complete -c postwatch -n __fish_use_subcommand -l version -d 'Print the version.'",
  ...commands.flatMap((command) => {
    const when = `complete -c postwatch -n ${quoted(`__fish_seen_subcommand_from ${command.name}`)}`;
    return [
      ...flagsOf(command).map((flag) => `${when} ${fishFlag(flag)}`),
      ...command.positionals.flatMap((one) => fishPositional(one, commands).map((words) => `${when} ${words}`)),
    ];
  }),
];

/** In fish a backslash before a quote stays within quotes. */
const fishQuoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

function fishFlag(flag: CommandFlag): string {
  const values = valuesOf(flag);
  const short = flag.short === undefined ? '' : ` -s ${flag.short}`;
  const takes = flag.value === undefined ? '' : flag.isFile === true ? ' -r -F' : ' -x';
  const offered = values.length === 0 ? '' : ` -a ${fishQuoted(values.join(' '))}`;
  return `-l ${flag.flag}${short}${takes}${offered} -d ${fishQuoted(flagAbout(flag, 'en'))}`;
}

function fishPositional(one: CommandPositional, commands: readonly Command[]): readonly string[] {
  const offers = offersOf(one, commands);
  const files = one.isFile === true ? ['-F'] : [];
  return offers.length === 0 ? files : [...files, `-a ${fishQuoted(offers.join(' '))}`];
}

export const COMPLETIONS: Readonly<Record<'bash' | 'zsh' | 'fish', Script>> = { bash, zsh, fish };
