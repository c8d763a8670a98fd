/** Bearer tokens (RFC 6750 section 2.1): read from the header, and compared in a time that says nothing about them. */
import { createHash, timingSafeEqual } from 'node:crypto';

/** Null where there is none. The scheme's name has no case (RFC 9110 section 11.1). */
export function bearerToken(authorization: string | null | undefined): string | null {
  const match = /^bearer +([^\s]{1,4096}) *$/i.exec(authorization ?? '');
  return match?.[1] ?? null;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Hashing first makes both sides equally long, so not even the length shows. */
export const sameSecret = (given: string, secret: string): boolean => timingSafeEqual(digest(given), digest(secret));

/** Null for one that is not stored. */
export type Tokens = { readonly read: string | null; readonly write: string | null };

/** What a token authoriser hands on to the API with each request. `caller`: empty for a wrong token. */
export type TokenContext = {
  readonly caller: string;
  readonly write: boolean;
  /** So many wrong ones came from there that none is read for so long. */
  readonly retryAfterSeconds?: number;
};

/** Both are compared in any case, so the time does not say which one was nearly right. Null for neither. */
export function permissionOf(token: string, { read, write }: Tokens): TokenContext | null {
  const isRead = read !== null && sameSecret(token, read);
  const isWrite = write !== null && sameSecret(token, write);
  if (isWrite) return { caller: 'write', write: true };
  return isRead ? { caller: 'read', write: false } : null;
}
