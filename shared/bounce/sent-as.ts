/**
 * As whom a message was sent, as far as its bounce shows: the Return-Path and the From of the message that comes back. They are
 * what SPF and DMARC judge, where the receiver's words seldom name a domain.
 */
import { parseDomain } from '../model/domain.ts';
import { addressesIn, type Failure } from './failure.ts';

export type SentAs = Pick<Failure, 'mailFrom' | 'headerFrom'>;

/** The returned message begins within this. */
const MAX_SEARCH = 256 * 1024;
const MAX_FIELDS = 50;
/** They report mail, and send none that is refused. */
const DAEMON = /^(?:mailer-daemon|postmaster|post_master)@/;
/** A field with the lines that go on with it (RFC 5322 section 2.2.3). */
const RETURN_PATH = /^return-path:([^\n]{0,500})/gim;
const FROM = /^from:((?:[^\n]|\n[ \t]){0,500})/gim;

/** @param whole the bounce; its own header, which names who reports, is not looked at */
export function sentAs(whole: Uint8Array | string): SentAs {
  const raw = whole.slice(0, MAX_SEARCH);
  const text = typeof raw === 'string' ? raw : new TextDecoder('latin1').decode(raw);
  const end = /\r?\n\r?\n/.exec(text);
  const body = end === null ? '' : text.slice(end.index);
  return named(domainIn(body, RETURN_PATH), domainIn(body, FROM));
}

export const named = (mailFrom: string | undefined, headerFrom?: string): SentAs => ({
  ...(mailFrom === undefined ? {} : { mailFrom }),
  ...(headerFrom === undefined ? {} : { headerFrom }),
});

/** Of the first such field that names a sender: a bounce inside a bounce is from a daemon. */
function domainIn(text: string, field: RegExp): string | undefined {
  return [...text.matchAll(field)]
    .slice(0, MAX_FIELDS)
    .map(([, value = '']) => domainOf(value))
    .find(Boolean);
}

/** `"Ann" <ann@example.com>` -> `example.com`. */
export function domainOf(value: string): string | undefined {
  const address = addressesIn(value.slice(0, 1000)).at(-1);
  if (address === undefined || DAEMON.test(address)) return undefined;
  const domain = parseDomain(address.slice(address.lastIndexOf('@') + 1));
  return domain.ok ? domain.value : undefined;
}
