/**
 * What is behind `p=` of a DKIM key (RFC 6376 section 3.6.1; Ed25519: RFC 8463 section 4), whatever it is: a private key that
 * was published by mistake, a key in the wrong wrapping, or one that was cut.
 */
import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { Text } from '../../model/language.ts';
import { BROKEN } from './broken.ts';

export type KeyType = 'rsa' | 'ed25519';

export type KeyRead =
  | { readonly kind: 'key'; readonly bits: number }
  | { readonly kind: 'private' }
  /** An Ed25519 key in SubjectPublicKeyInfo; `bare` is what belongs into `p=`. */
  | { readonly kind: 'wrapped'; readonly bare: string }
  /** A sound key of the other type: `k=` is wrong, or missing. */
  | { readonly kind: 'other-type'; readonly is: KeyType }
  /** With the lines of a PEM file around it. */
  | { readonly kind: 'armored' }
  | { readonly kind: 'broken'; readonly why: Text };

/** A key of 16,384 bits has 2,800 characters. */
const MAX_BASE64 = 8192;
const ED25519_OCTETS = 32;
/** SubjectPublicKeyInfo of Ed25519 before the key itself (RFC 8410 section 10.1). */
const ED25519_SPKI = Buffer.from('302a300506032b6570032100', 'hex');
/** PKCS #8 of Ed25519 before the seed. */
const ED25519_PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

const ARMOR = /-----BEGIN [A-Z0-9 ]{0,40}-----/i;
export const isPrivatePem = (text: string): boolean => /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY/i.test(text);

export function readKey(type: KeyType, base64: string): KeyRead {
  if (isPrivatePem(base64)) return { kind: 'private' };
  if (ARMOR.test(base64.slice(0, MAX_BASE64))) return { kind: 'armored' };
  const compact = base64.replace(/[ \t\r\n]/g, '');
  if (compact.length > MAX_BASE64) return { kind: 'broken', why: BROKEN.tooLong };
  if (/^[A-Za-z0-9_-]+={0,2}$/.test(compact) && /[_-]/.test(compact)) return { kind: 'broken', why: BROKEN.base64url };
  const odd = /[^A-Za-z0-9+/=]/.exec(compact)?.[0];
  if (odd !== undefined) return { kind: 'broken', why: BROKEN.odd(odd) };
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) return { kind: 'broken', why: BROKEN.equals };
  const der = Buffer.from(compact, 'base64');
  if (isPrivateKey(der)) return { kind: 'private' };
  return type === 'ed25519' ? readEd25519(der) : readRsa(der);
}

function readEd25519(der: Buffer): KeyRead {
  if (der.length === ED25519_OCTETS) return { kind: 'key', bits: 256 };
  const bare = bareEd25519(der);
  if (bare !== null) return { kind: 'wrapped', bare: bare.toString('base64') };
  if (rsaBits(der) !== null) return { kind: 'other-type', is: 'rsa' };
  return { kind: 'broken', why: BROKEN.octets(der.length, ED25519_OCTETS) };
}

function readRsa(der: Buffer): KeyRead {
  const bits = rsaBits(der);
  if (bits !== null) return { kind: 'key', bits };
  if (der.length === ED25519_OCTETS || bareEd25519(der) !== null) return { kind: 'other-type', is: 'ed25519' };
  const all = derLength(der);
  if (all !== null && all > der.length) return { kind: 'broken', why: BROKEN.cut(der.length, all) };
  return { kind: 'broken', why: BROKEN.noRsa };
}

function bareEd25519(der: Buffer): Buffer | null {
  const isWrapped =
    der.length === ED25519_SPKI.length + ED25519_OCTETS && der.subarray(0, ED25519_SPKI.length).equals(ED25519_SPKI);
  return isWrapped ? der.subarray(ED25519_SPKI.length) : null;
}

/** RFC 6376 says RSAPublicKey, and everyone publishes SubjectPublicKeyInfo. Null: it is neither. */
function rsaBits(der: Buffer): number | null {
  for (const type of ['spki', 'pkcs1'] as const) {
    try {
      const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey({ key: der, format: 'der', type });
      return asymmetricKeyType === 'rsa' ? (asymmetricKeyDetails?.modulusLength ?? null) : null;
    } catch {
      // Not in that wrapping.
    }
  }
  return null;
}

type Head = { readonly start: number; readonly length: number };

/** The head of a DER sequence, or null. */
function sequenceHead(der: Buffer): Head | null {
  if (der[0] !== 0x30 || der.length < 2) return null;
  const first = der[1] ?? 0;
  if (first < 0x80) return { start: 2, length: first };
  const octets = first & 0x7f;
  if (octets < 1 || octets > 3 || der.length < 2 + octets) return null;
  return { start: 2 + octets, length: der.readUIntBE(2, octets) };
}

/** How long the key says that it is, its head included. */
function derLength(der: Buffer): number | null {
  const head = sequenceHead(der);
  return head === null ? null : head.start + head.length;
}

/**
 * A private key begins with a version of one octet, 0 or 1 (PKCS #1, PKCS #8, SEC 1), where a public one has an algorithm or a
 * modulus; so it is known even when it was cut. A bare one of Ed25519 is seed and public key together.
 */
function isPrivateKey(der: Buffer): boolean {
  if (der.subarray(0, 14).toString('latin1') === 'openssh-key-v1') return true;
  const start = sequenceHead(der)?.start;
  if (start !== undefined && der[start] === 0x02 && der[start + 1] === 0x01 && (der[start + 2] ?? 2) <= 1) return true;
  if (der.length !== 2 * ED25519_OCTETS) return false;
  try {
    const seed = Buffer.concat([ED25519_PKCS8, der.subarray(0, ED25519_OCTETS)]);
    const key = createPublicKey(createPrivateKey({ key: seed, format: 'der', type: 'pkcs8' }));
    return key.export({ format: 'der', type: 'spki' }).subarray(-ED25519_OCTETS).equals(der.subarray(ED25519_OCTETS));
  } catch {
    return false;
  }
}
