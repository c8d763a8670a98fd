/** The words of a command -> the runtime. Every usage error is one line, before anything is queried. */

import { closeMemoryToOthers } from '../adapters/local/memory-file.ts';
import { systemTool } from '../adapters/local/system-tool.ts';
import { createRuntime, type Runtime, type RuntimeOptions } from '../adapters/runtime.ts';
import type { Server } from '../shared/dns/answer.ts';
import type { List } from '../shared/dnsbl/list.ts';
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
import { notMilliseconds } from './usage-words.ts';

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
export const openRuntime = async (words: Words, options: OpenOptions = {}): Promise<Runtime> =>
  orThrow(createRuntime(await readOptions(words, options)));

export type CommandOptions = RuntimeOptions & Pick<PlacedSettings, 'memoryNote'>;

/** Where the memory is. It is closed to others, with one line, as there is one where it is still in its old place. */
export function memoryOf(
  { settings, memoryNote }: CommandOptions,
  { complain, language }: Pick<Terminal, 'complain' | 'language'>,
): string {
  for (const line of [memoryNote, closeMemoryToOthers(settings.memory)])
    if (line !== null) complain(`postwatch: ${printable(line[language], 1000)}`);
  return settings.memory;
}

/** Throws `UsageError`. For commands that open a runtime more than once. */
export async function readOptions(words: Words, { endless = false, clock }: OpenOptions = {}): Promise<CommandOptions> {
  const { settings, memoryNote } = orThrow(await readPlacedSettings(words));
  const timeout = readTimeout(words.text('timeout'));
  const file = words.text('lists') ?? settings.lists.file;
  const resolvers = words.texts('resolver').map((text) => orThrow(parseServer(text), '--resolver'));
  return {
    settings,
    memoryNote,
    table: file === undefined ? LISTS : await listsIn(file),
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

/** The schema of lists is loaded where there is a file of them. */
async function listsIn(file: string): Promise<readonly List[]> {
  const [{ readJsonFile }, { parseLists }] = await Promise.all([
    import('../adapters/local/settings.ts'),
    import('../shared/dnsbl/list.ts'),
  ]);
  return orThrow(readJsonFile(file, parseLists));
}

function readTimeout(text: string | undefined): number {
  if (text === undefined) return COMMAND_MS;
  const ms = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  if (ms < 1 || ms > MAX_MS) throw new UsageError(notMilliseconds(printable(text, 40), MAX_MS));
  return ms;
}

export function orThrow<T>(result: Parsed<T>, what?: string): T {
  if (result.ok) return result.value;
  throw new UsageError(what === undefined ? result.problem : within(what, result.problem));
}
