/** What `diagnose` is handed: bounces as a whole, and logs of any length line by line. */
import { openWholeFile, type WholeInput, wholeInput } from '../../adapters/local/whole-input.ts';
import type { Diagnosed } from '../../shared/bounce/diagnosis.ts';
import type { NamedList } from '../../shared/bounce/facts.ts';
import type { LogReport } from '../../shared/bounce/whole-log/groups.ts';
import { diagnosedFrom } from '../../shared/diagnose/published-log.ts';
import { unreadableText } from '../../shared/model/file-words.ts';
import type { Language } from '../../shared/model/language.ts';
import { within } from '../../shared/model/language.ts';
import { type Parsed, parsed, problem } from '../../shared/model/parsed.ts';
import { count, printable } from '../../shared/model/text.ts';
import type { Terminal } from '../terminal.ts';

export type BounceInput = {
  readonly file: string | null;
  readonly result: Parsed<Diagnosed>;
  /** Of a log: everything in it, in groups. */
  readonly log?: LogReport;
};

export async function readBounces(
  files: readonly string[],
  table: readonly NamedList[],
  terminal: Terminal,
): Promise<readonly BounceInput[]> {
  const { MAX_INPUT } = await import('../../shared/bounce/input.ts');
  const inputs: BounceInput[] = [];
  for (const word of files.length === 0 ? ['-'] : files) {
    const file = word === '-' ? null : word;
    const input = file === null ? await openStream(terminal, MAX_INPUT) : await openWholeFile(file, MAX_INPUT);
    if (!input.ok) inputs.push({ file, result: input });
    else {
      const read = await readOne(input.value, table, terminal);
      await input.value.close();
      const isNamed = read.result.ok || file === null;
      const result = isNamed ? read.result : problem(within(printable(file, 200), read.result.problem));
      inputs.push({ ...read, file, result });
    }
  }
  return inputs;
}

async function openStream(terminal: Terminal, most: number): Promise<Parsed<WholeInput>> {
  try {
    return parsed(await wholeInput(terminal.stream(), most));
  } catch (error) {
    return problem(unreadableText(error));
  }
}

async function readOne(
  input: WholeInput,
  table: readonly NamedList[],
  terminal: Terminal,
): Promise<Omit<BounceInput, 'file'>> {
  const { diagnose } = await import('../../shared/bounce/diagnose.ts');
  const result = await diagnose(input.beginning, table);
  if (!result.ok || !mayBeLog(result.value, input)) return { result };
  const log = await readLog(input, table, terminal);
  if (!log.ok) return { result: log };
  if (log.value.groups.length === 0 && log.value.unmatchedCount === 0) return { result };
  const isSmall = input.isWhole && !result.value.isFull;
  return { result: isSmall ? result : parsed(diagnosedFrom(log.value)), log: log.value };
}

/** A log; events of a service, of which there are many; or a text so long that its beginning need not show what it is. */
const mayBeLog = ({ kind, other, isFull }: Diagnosed, { isWhole, beginning }: WholeInput): boolean =>
  kind === 'log' ||
  (kind === 'ses' && (isFull || !isWhole)) ||
  (!isWhole && (other === 'log' || other === 'event' || isJournal(beginning)));

/** `journalctl -o json`. */
const isJournal = (beginning: Uint8Array): boolean =>
  beginning[0] === 0x7b && new TextDecoder().decode(beginning.subarray(0, 4000)).includes('"__REALTIME_TIMESTAMP"');

const LINES_READ: Readonly<Record<Language, (lines: number) => string>> = {
  en: (lines) => `${count(lines, 'line')} read …`,
  ko: (lines) => `${lines}줄 읽음 …`,
};
const PROGRESS_EVERY = 100_000;

async function readLog(input: WholeInput, table: readonly NamedList[], terminal: Terminal): Promise<Parsed<LogReport>> {
  const { logTally } = await import('../../shared/bounce/whole-log/tally.ts');
  const tally = logTally(table);
  let lines = 0;
  try {
    for await (const batch of input.lines()) {
      for (const line of batch) tally.add(line);
      const before = lines;
      lines += batch.length;
      if (Math.floor(lines / PROGRESS_EVERY) > Math.floor(before / PROGRESS_EVERY))
        terminal.progress(LINES_READ[terminal.language](lines));
    }
  } catch (error) {
    return problem(unreadableText(error));
  } finally {
    terminal.progress('');
  }
  return parsed(tally.report());
}
