/** What AWS says instead of an answer, as a value: its code and its message as they are, and of what kind they are. */
import { type AwsTroubleKind, awsTroubleOf } from '../../../shared/reverse-dns/aws-trouble.ts';
import type { CallRefusal, Outcome } from '../../../shared/reverse-dns/ports.ts';
import { errorCode, isDenied, PROMPT_CLIENT } from './client.ts';

/** The machine comes back by itself, so a call is tried once more and no longer; and the API looks while someone waits. */
export const PATIENT_CLIENT = { ...PROMPT_CLIENT, maxAttempts: 2 } as const;

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

/** Worth trying again soon: it may have passed by then. */
const PASSING: ReadonlySet<AwsTroubleKind> = new Set<AwsTroubleKind>([
  ...(['no-connection', 'no-name', 'timed-out', 'limited', 'earlier-change', 'aws-fault'] as const),
]);

/** What Node says of a connection, or of the certificate at its other end; its other `ERR_` codes are bugs of ours. */
const NETWORK = /^(E(?!RR_)[A-Z0-9_]{4,}|ERR_(SSL|TLS)_[A-Z_]+|HPE_[A-Z_]+|UNABLE_TO_[A-Z_]+|[A-Z_]*CERT[A-Z_]*)$/;

function refusalOf(error: unknown): CallRefusal | null {
  if (!(error instanceof Error)) return null;
  const network = 'code' in error && typeof error.code === 'string' && NETWORK.test(error.code);
  const own = network ? String(error.code) : errorCode(error);
  if (!network && !('$fault' in error) && !/^(TimeoutError|(Credentials|Token)ProviderError)$/.test(own)) {
    return unreadable(error);
  }
  const batch = batchMessage(error);
  const code = batch === null ? own : 'InvalidChangeBatch';
  const message = batch ?? error.message;
  return { ok: false, kind: kindOf(error, code, message), code, message: spoken(message) };
}

/**
 * An answer that is not AWS's: a proxy's page, say. Of a 4xx it is the end; behind any other, AWS may have done what it was
 * asked for, or do it later.
 */
function unreadable(error: Error): CallRefusal | null {
  const { $metadata, $responseBodyText = '' } = error as Partial<Unread>;
  const status = $metadata?.httpStatusCode;
  if (status === undefined) return null;
  const kind = status >= 400 && status < 500 ? 'refused' : 'busy';
  return { ok: false, kind, code: `HTTP ${status}`, message: spoken($responseBodyText) };
}

/** What the SDK hangs on an error of its own, once there was an answer. */
type Unread = { readonly $metadata: { readonly httpStatusCode?: number }; readonly $responseBodyText: string };

const MAX_MESSAGE = 4000;

/** As AWS says it, but bounded, and without the session token, which AWS repeats where a signature does not fit the request. */
const spoken = (message: string): string =>
  message.replace(/(x-amz-security-token[:=])[^\s&']+/gi, '$1...').slice(0, MAX_MESSAGE);

/**
 * A refused batch comes in one of two shapes: like any error, or as `<InvalidChangeBatch><Messages><Message>`, of which the
 * SDK knows neither the code nor the message, and hands on what it read.
 */
function batchMessage(error: Error): string | null {
  if (!('Messages' in error) || typeof error.Messages !== 'object' || error.Messages === null) return null;
  const { Message } = error.Messages as { readonly Message?: unknown };
  return [Message].flat().map(String).join(' ');
}

function kindOf(error: Error, code: string, message: string): CallRefusal['kind'] {
  if (isDenied(error)) return 'denied';
  if (MISSING.test(code)) return 'missing';
  const trouble = awsTroubleOf({ kind: 'refused', code, message });
  if (PASSING.has(trouble) || (trouble === 'refused' && isTheirs(error))) return 'busy';
  // CREATE beside a record set that someone made since it was looked for.
  return code === 'InvalidChangeBatch' && message.includes('already exists') ? 'conflict' : 'refused';
}

const isTheirs = (error: Error): boolean => '$fault' in error && error.$fault === 'server';
