import { chmodSync, existsSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CHANNEL_KINDS } from '../../shared/channels/index.ts';
import { defined } from '../../shared/model/defined.ts';
import { parseDomain } from '../../shared/model/domain.ts';
import { type Parsed, parsed } from '../../shared/model/parsed.ts';
import { count, printable } from '../../shared/model/text.ts';
import { parseSettings, type SettingsInput } from '../../shared/settings/settings.ts';
import { parseSenderAddress } from '../../shared/settings/values.ts';
import { type CommandCode, EXIT, UsageError } from '../command.ts';
import type { Terminal } from '../terminal.ts';

export const init: CommandCode = {
  run: async (words, terminal) => {
    const file = words.text('settings') ?? 'postwatch.json';
    if (existsSync(file) && !words.has('force')) throw new UsageError(`${file} is there already; --force replaces it`);
    const settings = await ask(terminal);
    const checked = parseSettings(settings);
    if (!checked.ok) throw new UsageError(checked.problem);
    write(file, settings);
    terminal.print(`Wrote ${path.resolve(file)}. Next: postwatch watch --once`);
    return EXIT.pass;
  },
};

/** Written as it will be read: plain JSON, so that a person can go on by hand. */
type Answers = {
  senders: { address: string; domains?: string[]; helo?: string }[];
  domains: string[];
  keys?: Record<string, string>;
  notices?: Record<string, string>;
};

async function ask(terminal: Terminal): Promise<Answers> {
  try {
    const addresses = await several(terminal, {
      question: 'Addresses that send your mail (separated by spaces): ',
      parse: parseSenderAddress,
      show: (one) => one.text,
    });
    if (addresses.length === 0) throw new UsageError('init needs at least one address, such as 203.0.113.25');
    const domains = await several(terminal, {
      question: 'Domains they send for (separated by spaces): ',
      parse: parseDomain,
      show: (name) => name,
    });
    const helo = await one(terminal, 'Name the server greets with (HELO; empty if you do not know): ', parseDomain);
    const spamhaus = await one(
      terminal,
      'Spamhaus key (free for small senders; empty for none yet): ',
      as((key) => ({ keys: { spamhaus: key } })),
    );
    const notices = await noticesOf(terminal);
    return {
      senders: addresses.map((address) => ({ address, ...defined({ helo }) })),
      domains,
      ...defined({
        keys: spamhaus === undefined ? undefined : { spamhaus },
        notices: Object.keys(notices).length === 0 ? undefined : notices,
      }),
    };
  } finally {
    await terminal.question('');
  }
}

/** What each channel asks for, by the setting that it becomes. */
async function noticesOf(terminal: Terminal): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  for (const { questions } of CHANNEL_KINDS) {
    for (const [setting, question = ''] of Object.entries(questions)) {
      const parse = as((text) => ({ notices: { [setting]: text } }) as SettingsInput);
      const answer = await one(terminal, question, parse);
      if (answer !== undefined) answers[setting] = answer;
    }
  }
  return answers;
}

/** What the settings will say of it, said at once. */
const as =
  (settings: (text: string) => SettingsInput) =>
  (text: string): Parsed<string> => {
    const checked = parseSettings(settings(text));
    return checked.ok ? parsed(text) : checked;
  };

async function one(
  terminal: Terminal,
  question: string,
  parse: (text: string) => Parsed<string>,
): Promise<string | undefined> {
  const [answer] = await several(terminal, { question, parse, show: (text) => text, most: 1 });
  return answer;
}

type Asked<T> = {
  readonly question: string;
  readonly parse: (text: string) => Parsed<T>;
  readonly show: (value: T) => string;
  readonly most?: number;
};

/** A wrong answer is asked again; where nobody can answer again (the input is at its end) it is refused. */
async function several<T>(terminal: Terminal, { question, parse, show, most = 1000 }: Asked<T>): Promise<string[]> {
  let wrong: string | null = null;
  for (;;) {
    const answer = await terminal.question(question);
    if (answer === null && wrong !== null) throw new UsageError(wrong);
    const words = (answer ?? '').split(most === 1 ? /\s+/ : /[\s,]+/).filter((word) => word !== '');
    const results = words.slice(0, most).map(parse);
    wrong =
      words.length > most
        ? `expected ${count(most, 'answer')} at most`
        : (results.flatMap((result) => (result.ok ? [] : [result.problem.en]))[0] ?? null);
    if (wrong === null) return results.flatMap((result) => (result.ok ? [show(result.value)] : []));
    terminal.complain(`  ${printable(wrong)}; please give it again`);
  }
}

function write(file: string, settings: Answers): void {
  try {
    // It may hold a key: for the owner's eyes only, from its first byte on, also where --force replaces a file that was open.
    if (existsSync(file) && statSync(file).isFile()) chmodSync(file, 0o600);
    writeFileSync(file, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
  } catch (error) {
    throw new UsageError(`${file} cannot be written (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
  }
}
