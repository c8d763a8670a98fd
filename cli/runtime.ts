/** The words of a command -> the runtime, with every fault of the user's said in one line before anything is asked. */

import { closeMemoryToOthers } from '../adapters/local/memory-file.ts';
import { readJsonFile } from '../adapters/local/settings.ts';
import { systemTool } from '../adapters/local/system-tool.ts';
import { createRuntime, type Runtime, type RuntimeOptions } from '../adapters/runtime.ts';
import type { Server } from '../shared/dns/answer.ts';
import { parseLists } from '../shared/dnsbl/list.ts';
import { LISTS } from '../shared/dnsbl/lists.ts';
import type { Clock } from '../shared/model/clock.ts';
import { defined } from '../shared/model/defined.ts';
import { within } from '../shared/model/language.ts';
import type { Parsed } from '../shared/model/parsed.ts';
import { parseServer } from '../shared/model/server.ts';
import { printable } from '../shared/model/text.ts';
import { UsageError, type Words } from './command.ts';
import { type PlacedSettings, readPlacedSettings } from './settings-file.ts';
import type { Terminal } from './terminal.ts';

export type { Runtime };

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

export type CommandOptions = RuntimeOptions & Pick<PlacedSettings, 'memoryNote'>;

/** Where the memory is. It is taken away from others, which is said once, as is that it stands where it used to. */
export function memoryOf({ settings, memoryNote }: CommandOptions, terminal: Pick<Terminal, 'complain'>): string {
  for (const line of [memoryNote, closeMemoryToOthers(settings.memory)])
    if (line !== null) terminal.complain(`postwatch: ${printable(line, 1000)}`);
  return settings.memory;
}

/** Throws `UsageError`. For whoever opens a runtime more than once. */
export function readOptions(words: Words, { endless = false, clock }: OpenOptions = {}): CommandOptions {
  const { settings, memoryNote } = orThrow(readPlacedSettings(words));
  const timeout = readTimeout(words.text('timeout'));
  const file = words.text('lists') ?? settings.lists.file;
  const resolvers = words.texts('resolver').map((text) => orThrow(parseServer(text), '--resolver'));
  return {
    settings,
    memoryNote,
    table: file === undefined ? LISTS : orThrow(readJsonFile(file, parseLists)),
    tableIsFile: file !== undefined,
    environment: process.env,
    tool: systemTool,
    questionMs: Math.min(QUESTION_MS, timeout),
    ...defined({
      commandMs: endless ? undefined : timeout,
      resolvers: resolvers.length === 0 ? undefined : (resolvers satisfies readonly Server[]),
      clock,
    }),
  };
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
  throw new UsageError(what === undefined ? result.problem : within(what, result.problem));
}
