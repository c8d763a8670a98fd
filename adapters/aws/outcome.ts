/** What AWS says instead of an answer, as a value: its code and its message as they are, and of what kind they are. */
import type { Outcome, Refusal } from '../../shared/reverse-dns/ports.ts';
import { CLIENT, errorCode, isDenied } from './client.ts';

/** The machine comes back by itself: a call is tried again for a moment only. */
export const PATIENT_CLIENT = { ...CLIENT, maxAttempts: 3 } as const;

/** Rejects for what is neither AWS's word nor the network's: a bug. */
export async function outcomeOf<T>(call: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await call() };
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    return refusal;
  }
}

const MISSING = /^(InvalidAddress\.NotFound|InvalidAllocationID\.(NotFound|Malformed)|NoSuchHostedZone|NoSuchChange)$/;
const BUSY =
  /^(PriorRequestNotComplete|Throttl\w*|RequestLimitExceeded|TooManyRequests\w*|SlowDown|Internal(Error|Failure)|(Service)?Unavailable|TimeoutError|E[A-Z_]{4,})$/;

function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof Error)) return null;
  const network = 'code' in error && typeof error.code === 'string' && /^E[A-Z_]{4,}$/.test(error.code);
  const code = network ? String(error.code) : errorCode(error);
  if (!network && !('$fault' in error) && !/^(TimeoutError|CredentialsProviderError)$/.test(code)) return null;
  const message = messageOf(error);
  return { ok: false, kind: kindOf(error, code, message), code, message };
}

/** Route 53 puts the reasons of a refused batch into a list beside the message. */
function messageOf(error: Error): string {
  const more = 'messages' in error && Array.isArray(error.messages) ? error.messages.map(String) : [];
  const own = error.message === '' || error.message === 'UnknownError' ? [] : [error.message];
  return [...own, ...more].join(' ') || error.name;
}

function kindOf(error: Error, code: string, message: string): Refusal['kind'] {
  if (isDenied(error)) return 'denied';
  if (MISSING.test(code)) return 'missing';
  if (BUSY.test(code) || isTheirs(error)) return 'busy';
  // CREATE beside a record set that somebody made since it was looked for.
  return code === 'InvalidChangeBatch' && message.includes('already exists') ? 'conflict' : 'refused';
}

const isTheirs = (error: Error): boolean => '$fault' in error && error.$fault === 'server';
