/** What a notice goes out through, and how that ended. */
import type { Notice } from '../../model/incident.ts';
import type { Text } from '../../model/language.ts';
import type { Digest } from '../../notices/digest.ts';

/** A refusal is a value: one failing channel never stops another. `why`: a sentence without its full stop. */
export type Delivery = { readonly ok: true } | { readonly ok: false; readonly why: Text };

/** What a channel made of a digest. */
export type PublishOutcome =
  /** `carried`: ids of the notices that were in the message; at least one where the digest has any. */
  | { readonly ok: true; readonly carried: readonly string[] }
  /** `retryAfterMs`: for so long the receiver asks to be left alone. */
  | { readonly ok: false; readonly why: Text; readonly retryAfterMs?: number };

export type Channel = {
  readonly id: string;
  /** One message, with as many of the digest's notices as it has room for. */
  readonly publish: (digest: Digest) => Promise<PublishOutcome>;
  /** Notices with different groups go out as digests of their own; without it there is one digest. */
  readonly groupOf?: (notice: Notice) => string;
  /** For so long it is left alone after its first failed pass, its second, ...; without it every pass tries. */
  readonly backOffMs?: readonly number[];
};

export type ChannelOutcome = { readonly channel: string; readonly notices: number; readonly outcome: Delivery };
