/** An error as one line on standard error, and for a program on standard output too, in the form it asked for. */

import { MemoryRefused } from '../adapters/local/memory-file.ts';
import type { Language } from '../shared/model/language.ts';
import { nearestWord } from '../shared/model/nearest-word.ts';
import { printable } from '../shared/model/text.ts';
import { EXIT, Refused, UnknownWord, UsageError } from './command.ts';
import { jsonDocument, monitoringLines } from './format.ts';
import type { Terminal } from './terminal.ts';
import { unexpected } from './usage-words.ts';

type Complaint = { readonly kind: 'usage' | 'refused' | 'unexpected'; readonly message: string; readonly exit: number };

/** `args`: as they were given, since they may be what is wrong. Returns the exit code. */
export function complainOf(error: unknown, args: readonly string[], terminal: Terminal): number {
  const complaint = complaintOf(error, terminal.language);
  const { kind, exit } = complaint;
  const message = kind === 'unexpected' ? unexpected(complaint.message)[terminal.language] : complaint.message;
  const format = formatAsked(args);
  if (format === 'nagios') {
    // A plugin knows 0 to 3, and its line belongs on standard output.
    for (const line of monitoringLines({ exit: EXIT.unknown, text: message, measured: {}, more: [] }))
      terminal.print(line);
    return EXIT.unknown;
  }
  if (format === 'json') terminal.print(jsonDocument({ error: complaint }, 0));
  terminal.complain(`postwatch: ${message}`);
  return exit;
}

/** A bug shows its message, never its stack, which does not help the person who reads it. */
function complaintOf(error: unknown, language: Language): Complaint {
  const message = printable(messageOf(error, language), 500);
  if (error instanceof UsageError) return { kind: 'usage', message, exit: EXIT.usage };
  if (error instanceof Refused) return { kind: 'refused', message, exit: error.exit };
  return { kind: error instanceof MemoryRefused ? 'refused' : 'unexpected', message, exit: EXIT.unknown };
}

function messageOf(error: unknown, language: Language): string {
  if (error instanceof UnknownWord) return error.inWords(nearestWord(error.word, error.known))[language];
  if (error instanceof UsageError || error instanceof Refused || error instanceof MemoryRefused)
    return error.text[language];
  return error instanceof Error ? error.message : String(error);
}

function formatAsked(args: readonly string[]): 'json' | 'nagios' | null {
  const given = args.flatMap((arg, at) => (arg === '--format' ? [args[at + 1]] : [/^--format=(.*)$/.exec(arg)?.[1]]));
  if (given.includes('nagios')) return 'nagios';
  return args.includes('--json') || given.includes('json') || given.includes('jsonl') ? 'json' : null;
}
