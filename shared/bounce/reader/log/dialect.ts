/** What the readers of logs share: a line, what was seen before it, and the failure in it. */
import { defined } from '../../../model/defined.ts';
import { addressIn, type DeliveryState, type Failure, MAX_TEXT } from '../../failure.ts';
import { domainOf, named } from '../../sent-as.ts';

/** What lines before this one reply: bounded, since a log has no end. */
export type LogMemory = {
  /** For whom: by delivery number, by session, by address. */
  readonly recipients: Map<string, string>;
  /** `queue id, recipient` of what was delivered in the end. */
  readonly delivered: Set<string>;
  /** The same of what failed, in events (`noteDelivered`). */
  readonly failed: Set<string>;
};

const MAX_REMEMBERED = 10_000;
export const newMemory = (): LogMemory => ({ recipients: new Map(), delivered: new Set(), failed: new Set() });

/** The newest: what is far behind in a log is over. */
export function rememberRecipient({ recipients }: LogMemory, key: string, recipient: string): void {
  recipients.delete(key);
  if (recipients.size >= MAX_REMEMBERED) for (const oldest of recipients.keys()) if (recipients.delete(oldest)) break;
  recipients.set(key, recipient);
}

/** One failure of a line, and of which message it is. */
export type Found = {
  readonly failure: Failure;
  /** Of the message, in the server's own log. */
  readonly queueId?: string | undefined;
  /** It speaks of a host and no recipient: it counts only where no line of the same message names one. */
  readonly isOfHost?: true;
};

export type Dialect = {
  /** One of these is in every such line: most lines are passed over by this alone. */
  readonly marks: readonly string[];
  readonly read: (line: string, memory: LogMemory) => Found | undefined;
};

export type Line = {
  readonly to?: string | undefined;
  readonly reply: string;
  readonly state?: DeliveryState;
  readonly from?: string | undefined;
  readonly status?: string | undefined;
  readonly receivers?: readonly (string | undefined)[];
  readonly around?: string;
  readonly sentFrom?: string | undefined;
  readonly isInbound?: boolean;
  readonly queueId?: string | undefined;
};

export function found({ to, reply, from, status, receivers = [], around = '', sentFrom, ...line }: Line): Found {
  const direction = line.isInbound === true ? 'inbound' : 'outbound';
  const failure: Failure = {
    ...defined({ recipient: to === undefined ? undefined : addressIn(to), status, sentFrom }),
    ...named(domainOf(from ?? '')),
    reply: reply.slice(0, MAX_TEXT).trim(),
    around,
    direction,
    state: line.state ?? 'unknown',
    receivers: receivers.flatMap((one) =>
      one === undefined || one === '' ? [] : [one.toLowerCase().replace(/\.$/, '')],
    ),
  };
  return { failure, queueId: line.queueId };
}

/** What begins with `mx.example.net[192.0.2.25]:25`, `host mx.example.net. [192.0.2.25]`: both. */
export const hostAndAddress = (text: string): readonly (string | undefined)[] =>
  /^\s{0,8}(?:host |connect to |lost connection with |conversation with )?([a-z0-9.-]{1,253})\.? ?\[([0-9.]{7,15}|[0-9a-f:.]{3,45})\]/i
    .exec(text.slice(0, 400))
    ?.slice(1) ?? [];
