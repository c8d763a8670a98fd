/**
 * As whom a message was sent, as far as its bounce shows: the Return-Path, the From and the signatures of the message that comes
 * back. They are what SPF, DMARC and DKIM judge, where the receiver's words seldom name a domain.
 */
import { defined } from '../model/defined.ts';
import { parseDomain } from '../model/domain.ts';
import { addressesInText, type Failure, type Signature } from './failure.ts';

export type SentAs = Pick<Failure, 'mailFrom' | 'headerFrom' | 'signatures'>;

/** The returned message begins within this. */
const MAX_SEARCH = 256 * 1024;
const MAX_FIELDS = 50;
/** They report mail, and send none that is refused. */
const DAEMON = /^(?:mailer-daemon|postmaster|post_master)@/;
/** A field with the lines that go on with it (RFC 5322 section 2.2.3). */
const RETURN_PATH = /^return-path:([^\n]{0,500})/gim;
const FROM = /^from:((?:[^\n]|\n[ \t]){0,500})/gim;
const SIGNATURE = /^dkim-signature:((?:[^\n]|\n[ \t]){0,4000})/gim;
const MAX_SIGNATURES = 3;
/** Labels of DNS names; the selector may be several (RFC 6376 section 3.1). */
const SELECTOR = /^[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63}){0,5}$/;

/** @param whole the bounce; its own header, which names who reports, is not looked at */
export function sentAs(whole: Uint8Array | string): SentAs {
  const raw = whole.slice(0, MAX_SEARCH);
  const text = (typeof raw === 'string' ? raw : new TextDecoder('latin1').decode(raw)).replaceAll('\r\n', '\n');
  const end = text.indexOf('\n\n');
  const body = end < 0 ? '' : text.slice(end);
  const from = senderIn(body, FROM);
  const signatures = from === undefined ? [] : signaturesIn(headerAround(body, from.at));
  return named(senderIn(body, RETURN_PATH)?.domain, from?.domain, signatures);
}

export const named = (
  mailFrom: string | undefined,
  headerFrom?: string,
  signatures: readonly Signature[] = [],
): SentAs => ({ ...defined({ mailFrom, headerFrom, signatures: signatures.length === 0 ? undefined : signatures }) });

/** The first such field that names a sender: a bounce inside a bounce is from a daemon. */
function senderIn(text: string, field: RegExp): { readonly domain: string; readonly at: number } | undefined {
  for (const { 1: value = '', index: at } of [...text.matchAll(field)].slice(0, MAX_FIELDS)) {
    const domain = domainOf(value);
    if (domain !== undefined) return { domain, at };
  }
  return undefined;
}

/** The header in which a field is there: a signature beyond it is that of a report, or words of a body. */
function headerAround(text: string, at: number): string {
  const end = text.indexOf('\n\n', at);
  return text.slice(text.lastIndexOf('\n\n', at) + 1, end < 0 ? text.length : end);
}

function signaturesIn(header: string): readonly Signature[] {
  const found = new Map<string, Signature>();
  for (const { 1: value = '' } of [...unquoted(header).matchAll(SIGNATURE)].slice(0, MAX_FIELDS)) {
    const domain = parseDomain(tag('d', value));
    const selector = tag('s', value).toLowerCase();
    if (!isWhole(value) || !domain.ok || !SELECTOR.test(selector) || found.size >= MAX_SIGNATURES) continue;
    found.set(`${selector} ${domain.value}`, { domain: domain.value, selector });
  }
  return [...found.values()];
}

/** The header as it was, where a report shows it in quoted-printable (RFC 2045 section 6.7): `v=3D1; d=3Dexample.com`. */
const unquoted = (header: string): string =>
  /\bv=3D1\b/i.test(header)
    ? header.replace(/=\n/g, '').replace(/=([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    : header;

/** Of one that was cut, or written in another way, a part of a name would be asked about, which is not there. */
const isWhole = (value: string): boolean => tag('v', value) === '1' && /;\s{0,20}b\s{0,20}=\s{0,20}\S/i.test(value);

const tag = (name: string, tags: string): string =>
  new RegExp(`(?:^|;)\\s{0,20}${name}\\s{0,20}=\\s{0,20}([^;\\s]{1,253})\\s{0,20}(?:;|$)`, 'i').exec(tags)?.[1] ?? '';

/** `"Ann" <ann@example.com>` -> `example.com`. */
export function domainOf(value: string): string | undefined {
  const address = addressesInText(value.slice(0, 1000)).at(-1);
  if (address === undefined || DAEMON.test(address)) return undefined;
  const domain = parseDomain(address.slice(address.lastIndexOf('@') + 1));
  return domain.ok ? domain.value : undefined;
}
