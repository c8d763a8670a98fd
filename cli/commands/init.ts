import { accessSync, chmodSync, constants, existsSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ChannelKind } from '../../shared/channels/core/kind.ts';
import { CHANNEL_KINDS } from '../../shared/channels/index.ts';
import { isKeyLabel } from '../../shared/dnsbl/keys.ts';
import { LISTS } from '../../shared/dnsbl/lists.ts';
import { defined } from '../../shared/model/defined.ts';
import { parseDomain } from '../../shared/model/domain.ts';
import { eachText, isLanguage, type Language, verbatim } from '../../shared/model/language.ts';
import { type Parsed, parsed, problem } from '../../shared/model/parsed.ts';
import { parseServer } from '../../shared/model/server.ts';
import { fateOf, type SettingSchema } from '../../shared/model/setting.ts';
import { printable, wrap } from '../../shared/model/text.ts';
import { parseSettings, type SettingsInput } from '../../shared/settings/settings.ts';
import { parseSenderAddress } from '../../shared/settings/values.ts';
import { type Asking, askOne, askSeveral } from '../ask-person.ts';
import { type Command, type CommandCode, EXIT, Refused, readCommandWords, UsageError } from '../command.ts';
import { SETTINGS_FILE } from '../language.ts';
import { schemaPlace } from '../schema-place.ts';
import { nameIn } from '../targets.ts';
import { hanging, paint, type Terminal } from '../terminal.ts';
import * as say from '../views/init-words.ts';

export const init: CommandCode = {
  run: async (words, terminal, commands) => {
    const file = words.text('settings') ?? SETTINGS_FILE;
    if (existsSync(file) && !words.has('force')) throw new UsageError(say.fileExists(file));
    refuseUnwritable(file);
    try {
      const language = await languageOf(words.text('language'), terminal);
      const asking = { terminal: { ...terminal, language }, language };
      const settings = {
        ...defined({ $schema: schemaPlace(path.dirname(path.resolve(file))) }),
        ...(await ask(asking)),
      };
      const checked = parseSettings(settings);
      if (!checked.ok) throw new UsageError(checked.problem);
      write(file, settings);
      terminal.print(say.wrote(path.resolve(file))[language]);
      const [sender] = settings.senders;
      if (sender !== undefined) await firstCheck(sender.address, file, commands, asking);
      for (const line of nextLines(file, asking)) terminal.print(line);
      return EXIT.pass;
    } finally {
      await terminal.question('');
    }
  },
};

/** Written as it will be read: plain JSON, so that a person can go on by hand. */
type Answers = {
  $schema?: string;
  senders: { address: string; helo?: string }[];
  domains: string[];
  resolvers?: readonly string[];
  keys?: Record<string, string>;
  notices: Record<string, Answer>;
  aws?: Record<string, Answer>;
};

type Answer = string | readonly string[];

async function languageOf(given: string | undefined, terminal: Terminal): Promise<Language> {
  if (given !== undefined && isLanguage(given)) return given;
  const { language } = terminal;
  const answer = await askOne(
    { terminal, language },
    {
      question: say.LANGUAGE_QUESTION,
      otherwise: verbatim(language),
      parse: (word) => (isLanguage(word) ? parsed(word) : problem(say.NO_LANGUAGE)),
    },
  );
  return answer !== undefined && isLanguage(answer) ? answer : language;
}

async function ask(asking: Asking): Promise<Answers> {
  const { terminal, language } = asking;
  for (const line of wrap(say.INTRODUCTION[language], terminal.width, '')) terminal.complain(line);
  terminal.complain('');
  const zone = await askZone(asking);
  const addresses = await askSeveral(asking, {
    question: say.SENDERS_QUESTION,
    otherwise: say.REQUIRED,
    needed: say.NEEDS_SENDER,
    most: 1000,
    parse: spelled(parseSenderAddress, ({ text }) => text),
  });
  const domains = await askSeveral(asking, {
    question: say.DOMAINS_QUESTION,
    otherwise: say.NONE,
    most: 1000,
    parse: readDomain,
  });
  const helo = await askOne(asking, { question: say.HELO_QUESTION, otherwise: say.NONE, parse: readDomain });
  const resolvers = await askSeveral(asking, {
    question: say.RESOLVERS_QUESTION,
    otherwise: say.OWN_RESOLVERS,
    most: 10,
    parse: (word) => spelled(parseServer, () => word)(word),
  });
  const { notices, aws } = await askChannels(asking);
  const keys = await askKeys(asking);
  return {
    senders: addresses.map((address) => ({ address, ...defined({ helo }) })),
    domains: [...domains],
    ...defined({ resolvers: resolvers.length === 0 ? undefined : resolvers, keys: orNone(keys) }),
    notices: { language, zone, ...notices },
    ...defined({ aws: orNone(aws) }),
  };
}

const orNone = <T extends object>(of: T): T | undefined => (Object.keys(of).length === 0 ? undefined : of);

const spelled =
  <T>(parse: (word: string) => Parsed<T>, spell: (value: T) => string) =>
  (word: string): Parsed<string> => {
    const result = parse(word);
    return result.ok ? parsed(spell(result.value)) : result;
  };

async function askZone(asking: Asking): Promise<string> {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const answer = await askOne(asking, {
    question: say.ZONE_QUESTION,
    otherwise: verbatim(here),
    parse: (word) =>
      parseSettings({ notices: { zone: word } }).ok ? parsed(word) : problem(say.noTimeZone(printable(word, 60))),
  });
  return answer ?? here;
}

type Section = keyof ChannelKind['settings'];
const SECTIONS: readonly Section[] = ['notices', 'aws'];

/** What each channel asks for, by the setting that it becomes; one whose first question is left empty is asked no more. */
async function askChannels(asking: Asking): Promise<Record<Section, Record<string, Answer>>> {
  const answers: Record<Section, Record<string, Answer>> = { notices: {}, aws: {} };
  for (const kind of CHANNEL_KINDS) {
    for (const setting of Object.keys(kind.questions)) {
      const section = SECTIONS.find((one) => Object.hasOwn(kind.settings[one], setting)) ?? 'notices';
      const answer = await askSetting(kind, section, setting, asking);
      if (answer === undefined) break;
      answers[section][setting] = answer;
    }
  }
  return answers;
}

async function askSetting(
  { settings, questions }: ChannelKind,
  section: Section,
  setting: string,
  asking: Asking,
): Promise<Answer | undefined> {
  const { [setting]: schema } = settings[section];
  const { [setting]: question } = questions;
  if (schema === undefined || question === undefined) return undefined;
  const isList = isArray(schema);
  const words = await askSeveral(asking, {
    question,
    otherwise: say.NONE,
    most: isList ? 20 : 1,
    isSecret: fateOf(schema)?.kind === 'secret',
    parse: as((text) => ({ [section]: { [setting]: isList ? [text] : text } })),
  });
  return isList && words.length > 0 ? words : words[0];
}

function isArray(schema: SettingSchema & { readonly wrapped?: SettingSchema }): boolean {
  return schema.wrapped === undefined ? schema.type === 'array' : isArray(schema.wrapped);
}

/** Of the operators whose lists are queried by default but need one. */
async function askKeys(asking: Asking): Promise<Record<string, string>> {
  const keyed = LISTS.filter(({ zone, use }) => use === 'default' && zone?.includes('{key}'));
  const operators = new Map(keyed.toReversed().map(({ operatorId, name }) => [operatorId, name.split(' ')[0] ?? name]));
  const keys: Record<string, string> = {};
  for (const [operator, name] of [...operators].toReversed()) {
    const key = await askOne(asking, {
      question: say.keyQuestion(name),
      otherwise: say.NONE,
      isSecret: true,
      parse: (word) => (isKeyLabel(word) ? parsed(word) : problem(say.NO_KEY)),
    });
    if (key !== undefined) keys[operator] = key;
  }
  return keys;
}

/** What the settings will say of it, said at once. */
const as =
  (settings: (text: string) => SettingsInput) =>
  (text: string): Parsed<string> => {
    const checked = parseSettings(settings(text));
    // Which setting it becomes is not what was asked.
    return checked.ok ? parsed(text) : problem(eachText(checked.problem, (said) => said.replace(/^[\w.[\]]+: /, '')));
  };

/** Of a URL or a mail address it says which domain is in it. */
function readDomain(word: string): Parsed<string> {
  const read = parseDomain(word);
  const meant = read.ok ? null : nameIn(word);
  return meant === null ? read : problem(say.notDomainBut(printable(word, 80), meant));
}

/** Before anything is asked: answers that cannot be kept are typed in vain. */
function refuseUnwritable(file: string): void {
  try {
    accessSync(existsSync(file) ? file : path.dirname(path.resolve(file)), constants.W_OK);
  } catch (error) {
    throw notWritten(file, error);
  }
}

const notWritten = (file: string, error: unknown): UsageError =>
  new UsageError(say.notWritten(file, (error as NodeJS.ErrnoException).code ?? String(error)));

function write(file: string, settings: Answers): void {
  try {
    // It may hold a key: for the owner's eyes only, from its first byte on, also where --force replaces a file that was open.
    if (existsSync(file) && statSync(file).isFile()) chmodSync(file, 0o600);
    writeFileSync(file, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
  } catch (error) {
    throw notWritten(file, error);
  }
}

/** Not where the input is at its end: a script that only writes the file asks nobody. */
async function firstCheck(
  sender: string,
  file: string,
  commands: readonly Command[],
  { terminal, language }: Asking,
): Promise<void> {
  const check = commands.find(({ name }) => name === 'check');
  if (check === undefined || !(await isConfirmed(say.checkQuestion(sender)[language], { terminal, language }))) return;
  try {
    const { run } = await check.load();
    await run(readCommandWords([sender, '--settings', file], check), terminal, commands);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof Refused)) throw error;
    terminal.complain(`postwatch: ${error.text[language]}`);
  }
}

async function isConfirmed(question: string, { terminal, language }: Asking): Promise<boolean> {
  for (;;) {
    const answer = await terminal.question(question);
    if (answer === null) return false;
    const word = answer.trim().toLowerCase();
    if (/^(|y|yes|예|네)$/.test(word)) return true;
    if (/^(n|no|아니요|아니오)$/.test(word)) return false;
    terminal.complain(`  ${say.NO_YES[language]}`);
  }
}

function nextLines(file: string, { terminal, language }: Asking): readonly string[] {
  const option = file === SETTINGS_FILE ? '' : ` --settings ${file}`;
  const steps = say.nextSteps(option);
  const indent = Math.max(...steps.map(([line]) => line.length)) + 4;
  const isNarrow = indent > terminal.width / 2;
  return [
    '',
    paint(terminal, 'bold', `${say.NEXT[language]}:`),
    ...steps.flatMap(([line, does]) =>
      isNarrow
        ? [...wrap(does[language], terminal.width, '  '), `    ${line}`]
        : hanging(`  ${line}`, does[language], indent, terminal),
    ),
  ];
}
