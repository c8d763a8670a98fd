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
