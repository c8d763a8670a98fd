/** Whatever went wrong as one line on standard error, and for a program on standard output too, in the form it asked for. */
import { MemoryRefused } from '../adapters/local/memory-file.ts';
import { printable } from '../shared/model/text.ts';
import { EXIT, Refused, UsageError } from './command.ts';
import type { Terminal } from './terminal.ts';

export type ErrorKind = 'usage' | 'refused' | 'memory' | 'unexpected';

type Complaint = { readonly kind: ErrorKind; readonly message: string; readonly exit: number };

/** `args`: as they were given, since they may be what is wrong. Returns the exit code. */
export function complainOf(error: unknown, args: readonly string[], terminal: Terminal): number {
  const complaint = complaintOf(error);
  const { kind, message, exit } = complaint;
  if (isJsonAsked(args)) terminal.print(JSON.stringify({ error: complaint }));
  terminal.complain(`postwatch: ${kind === 'unexpected' ? `unexpected: ${message} (please report this)` : message}`);
  return exit;
}

/** A bug shows its name and message too, never its stack: the person who reads it at three in the morning cannot use one. */
function complaintOf(error: unknown): Complaint {
  const message = printable(error instanceof Error ? error.message : String(error), 500);
  if (error instanceof UsageError) return { kind: 'usage', message, exit: EXIT.usage };
  if (error instanceof Refused) return { kind: 'refused', message, exit: error.exit };
  return { kind: error instanceof MemoryRefused ? 'memory' : 'unexpected', message, exit: EXIT.unknown };
}

const isJsonAsked = (args: readonly string[]): boolean => args.includes('--json');
