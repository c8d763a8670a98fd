/** This process's terminal. */
import { userInfo } from 'node:os';
import type { Language } from '../shared/model/language.ts';
import { EXIT } from './command.ts';
import { languageAsked, localeLanguage } from './language.ts';
import { questions } from './questions.ts';
import { cutToColumns, isPaintable, screenWidth, type Terminal } from './terminal.ts';
import { outputFailed, PASTE_HERE } from './usage-words.ts';
import { complaintLines } from './wrap-whole.ts';

/** 128 and the number of the signal, as shells have it. */
const BROKEN_PIPE = 141;

export function realTerminal(): Terminal {
  const { stdout, stderr, env, platform } = process;
  const watched = isPaintable(stderr, env, platform);
  const language = languageAsked(process.argv.slice(2), env) ?? localeLanguage(env);
  let shown = false;
  const clear = (): void => {
    if (shown) stderr.write('\r\u001b[2K');
    shown = false;
  };
  // A reader that has seen enough (`| head`) needs no complaint, and no verdict was read to its end: neither case is a pass. The code is
  // that of a program that SIGPIPE has ended, which the runtime ignores.
  stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code !== 'EPIPE') stderr.write(`postwatch: ${outputFailed(message)[language]}\n`);
    process.exit(code === 'EPIPE' ? BROKEN_PIPE : EXIT.unknown);
  });
  // Where complaints cannot be written either, the exit code is still there.
  stderr.on('error', () => {});
  return {
    print: (line) => {
      clear();
      stdout.write(`${line}\n`);
    },
    flushed: () => new Promise((done) => stdout.write('', () => done())),
    complain: (line) => {
      clear();
      stderr.write(`${complaintLines(line, stderr.isTTY ? screenWidth(stderr, env) : null).join('\n')}\n`);
    },
    isOneScreen: stdout.isTTY === true && stderr.isTTY === true,
    progress: (line) => {
      if (!watched) return;
      stderr.write(`\r\u001b[2K${cutToColumns(line, screenWidth(stderr, env) - 1)}`);
      shown = line !== '';
    },
    // An empty NO_COLOR means nothing (no-color.org).
    colour: isPaintable(stdout, env, platform) && (env['NO_COLOR'] ?? '') === '',
    language,
    width: screenWidth(stdout, env),
    question: questions(),
    input: (most) => standardInput(most, language),
    stream: () => standardStream(language),
    zone: systemZone,
    user: userName(),
    onStop: (stop) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
    },
  };
}

/** At a terminal it says where to paste. */
function standardStream(language: Language): AsyncIterable<Uint8Array> {
  const { stdin, stderr } = process;
  if (stdin.isTTY === true) stderr.write(`${PASTE_HERE[language]}\n`);
  return stdin;
}

async function standardInput(most: number, language: Language): Promise<Uint8Array> {
  const stdin = standardStream(language);
  const chunks: Buffer[] = [];
  let total = 0;
  for await (const chunk of stdin) {
    chunks.push(Buffer.from(chunk));
    total += chunk.length;
    if (total >= most) break;
  }
  return Buffer.concat(chunks).subarray(0, most);
}

/** A user of a container may have no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? 'unknown'}`;
  }
}

/** What is UTC under another name is UTC; so is what nobody has set. */
function systemZone(): string {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC';
  return /^(Etc\/)?(UTC|UCT|GMT|Zulu|Universal)$/.test(zone) ? 'UTC' : zone;
}
