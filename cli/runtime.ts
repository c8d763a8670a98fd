/** The words of a command -> the runtime, with every fault of the user's said in one line before anything is asked. */
import { existsSync } from 'node:fs';
import { readJsonFile } from '../adapters/local/settings.ts';
import { systemTool } from '../adapters/local/system-tool.ts';
import { createRuntime, type Runtime, type RuntimeOptions } from '../adapters/runtime.ts';
import type { Server } from '../shared/dns/answer.ts';
import { parseLists } from '../shared/dnsbl/list.ts';
import { LISTS } from '../shared/dnsbl/lists.ts';
import type { Clock } from '../shared/model/clock.ts';
import type { Parsed } from '../shared/model/parsed.ts';
import { parseServer } from '../shared/model/server.ts';
import { DEFAULT_SETTINGS, parseSettings, type Settings } from '../shared/model/settings.ts';
import { printable } from '../shared/model/text.ts';
import { UsageError, type Words } from './command.ts';

export type { Runtime };

const SETTINGS_FILE = 'postwatch.json';
/** The design's budgets, in milliseconds: for all questions of a command, and for each. */
const COMMAND_MS = 25_000;
const QUESTION_MS = 5000;
const MAX_MS = 600_000;

export type OpenOptions = {
  /** A command that runs on has no end; only its questions have. */
  readonly endless?: boolean;
  readonly clock?: Clock;
};

/** Throws `UsageError`. */
export const openRuntime = (words: Words, options: OpenOptions = {}): Runtime =>
  orThrow(createRuntime(readOptions(words, options)));

/** Throws `UsageError`. For whoever opens a runtime more than once. */
export function readOptions(words: Words, { endless = false, clock }: OpenOptions = {}): RuntimeOptions {
  const settings = readSettings(words);
  const timeout = readTimeout(words.text('timeout'));
  const file = words.text('lists') ?? settings.lists.file;
  const resolvers = words.texts('resolver').map((text) => orThrow(parseServer(text), '--resolver'));
  return {
    settings,
    table: file === undefined ? LISTS : orThrow(readJsonFile(file, parseLists)),
    tableIsFile: file !== undefined,
    environment: process.env,
    tool: systemTool,
    questionMs: Math.min(QUESTION_MS, timeout),
    ...(endless ? {} : { commandMs: timeout }),
    ...(resolvers.length === 0 ? {} : { resolvers: resolvers satisfies readonly Server[] }),
    ...(clock === undefined ? {} : { clock }),
  };
}

/** The file that was named must be there; the one in this folder is taken if it is. */
function readSettings(words: Words): Settings {
  const named = words.text('settings');
  if (named === undefined && !existsSync(SETTINGS_FILE)) return DEFAULT_SETTINGS;
  return orThrow(readJsonFile(named ?? SETTINGS_FILE, parseSettings));
}

function readTimeout(text: string | undefined): number {
  if (text === undefined) return COMMAND_MS;
  const ms = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  if (ms < 1 || ms > MAX_MS) {
    throw new UsageError(
      `--timeout: "${printable(text, 40)}" is not a time (expected whole milliseconds from 1 to ${MAX_MS})`,
    );
  }
  return ms;
}

export function orThrow<T>(result: Parsed<T>, what?: string): T {
  if (result.ok) return result.value;
  throw new UsageError(what === undefined ? result.problem : `${what}: ${result.problem}`);
}
