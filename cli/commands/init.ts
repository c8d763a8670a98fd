import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseAddress } from '../../shared/model/address.ts';
import { parseDomain } from '../../shared/model/domain.ts';
import { parseSettings } from '../../shared/model/settings.ts';
import { printable } from '../../shared/model/text.ts';
import { COMMON_HELP, type Command, EXIT, UsageError } from '../command.ts';
import type { Terminal } from '../terminal.ts';

export const init: Command = {
  name: 'init',
  summary: 'write a settings file (postwatch.json) by answering a few questions',
  help: `postwatch init [--settings file] [--force]

Asks for the addresses that send your mail, the domains they send for and where
notices go, and writes them to postwatch.json, readable by you alone. Nothing is
sent anywhere. An existing file is kept unless --force is given.
${COMMON_HELP}

  postwatch init
  printf '203.0.113.25\\nexample.com\\nmail.example.com\\n\\n\\n' | postwatch init`,
  flags: { force: { type: 'boolean' } },

  run: async (words, terminal) => {
    if (words.positionals.length > 0)
      throw new UsageError(`init takes no words, and got "${words.positionals[0]}"; it asks for them`);
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
  notices?: { webhook: string };
};

async function ask(terminal: Terminal): Promise<Answers> {
  try {
    const addresses = await several(
      terminal,
      'Addresses that send your mail (separated by spaces): ',
      parseAddress,
      (one) => one.text,
    );
    if (addresses.length === 0) throw new UsageError('init needs at least one address, such as 203.0.113.25');
    const domains = await several(
      terminal,
      'Domains they send for (separated by spaces): ',
      parseDomain,
      (name) => name,
    );
    const helo = await several(
      terminal,
      'Name the server greets with (HELO; empty if you do not know): ',
      parseDomain,
      (name) => name,
    );
    const spamhaus = await terminal.question('Spamhaus key (free for small senders; empty for none yet): ');
    const webhook = await terminal.question('Webhook address for notices (empty for the console only): ');
    const [greeting] = helo;
    return {
      senders: addresses.map((address) => ({ address, ...(greeting === undefined ? {} : { helo: greeting }) })),
      domains,
      ...(isEmpty(spamhaus) ? {} : { keys: { spamhaus: String(spamhaus).trim() } }),
      ...(isEmpty(webhook) ? {} : { notices: { webhook: String(webhook).trim() } }),
    };
  } finally {
    await terminal.question('');
  }
}

const isEmpty = (text: string | null): boolean => text === null || text.trim() === '';

/** A wrong answer is asked again; where nobody can answer again (the input is at its end) it is refused. */
async function several<T>(
  terminal: Terminal,
  question: string,
  parse: (text: string) => { ok: true; value: T } | { ok: false; problem: string },
  show: (value: T) => string,
): Promise<string[]> {
  for (;;) {
    const answer = await terminal.question(question);
    if (answer === null) return [];
    const results = answer
      .split(/[\s,]+/)
      .filter((word) => word !== '')
      .slice(0, 1000)
      .map(parse);
    const wrong = results.find((result) => !result.ok);
    if (wrong === undefined) return results.flatMap((result) => (result.ok ? [show(result.value)] : []));
    if (!wrong.ok) terminal.complain(`  ${printable(wrong.problem)}; please give it again`);
  }
}

function write(file: string, settings: Answers): void {
  try {
    // It may hold a key: for the owner's eyes only, from its first byte on.
    writeFileSync(file, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
  } catch (error) {
    throw new UsageError(`${file} cannot be written (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
  }
}
