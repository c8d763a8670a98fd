/** What AWS says instead of an answer, as a value: its code and its message as they are, and of what kind they are. */
import type { Outcome, Refusal } from '../../shared/reverse-dns/ports.ts';
import { CLIENT, errorCode, isDenied } from './client.ts';

/** The machine comes back by itself, so a call is tried once more and no longer. */
export const PATIENT_CLIENT = { ...CLIENT, maxAttempts: 2 } as const;

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
  const own = network ? String(error.code) : errorCode(error);
  if (!network && !('$fault' in error) && !/^(TimeoutError|CredentialsProviderError)$/.test(own)) return null;
  const batch = batchMessage(error);
  const code = batch === null ? own : 'InvalidChangeBatch';
  const message = batch ?? error.message;
  return { ok: false, kind: kindOf(error, code, message), code, message };
}

/**
 * A refused batch comes in one of two shapes: like any error, or as `<InvalidChangeBatch><Messages><Message>`, of which the
 * SDK knows neither the code nor the message, and hands on what it read.
 */
function batchMessage(error: Error): string | null {
  if (!('Messages' in error) || typeof error.Messages !== 'object' || error.Messages === null) return null;
  const { Message } = error.Messages as { readonly Message?: unknown };
  return [Message].flat().map(String).join(' ');
}

function kindOf(error: Error, code: string, message: string): Refusal['kind'] {
  if (isDenied(error)) return 'denied';
  if (MISSING.test(code)) return 'missing';
  if (BUSY.test(code) || isTheirs(error)) return 'busy';
  // CREATE beside a record set that somebody made since it was looked for.
  return code === 'InvalidChangeBatch' && message.includes('already exists') ? 'conflict' : 'refused';
}

const isTheirs = (error: Error): boolean => '$fault' in error && error.$fault === 'server';
