/**
 * What is the same in a hundred thousand refusals: a reply without what a server puts in anew each time (the recipient, the
 * number of the session, the hour). Failures of one shape have one diagnosis, so that each is judged once.
 */
import type { Failure } from '../failure.ts';

/** The hour, the number of a session; never a code of a receiver (`LPN007_416`), an address or a name. */
const TIMES = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?/g;
/** `[AM4PEPF00027A64.eurprd04.prod.outlook.com 2026-11-30T09:15:02.123Z 08DE...]`. */
const FRONT_END = /\[[A-Za-z0-9]{6,30}\.[a-z0-9.]{3,60}outlook\.com[^\]]{0,100}\]/g;
/** Digits and letters mixed, as no word is: `d9443c01a7336-2909f8b7c5bsi1234567.123 - gsmtp`. */
const SESSION =
  /(?<![\w.@-])(?=[a-zA-Z-]{0,30}\d)[a-zA-Z0-9]{11,64}(?:-[a-zA-Z0-9]{6,64}){0,3}(?:\.\d{1,6})?(?![\w.@-])/g;
const LOCAL_PART = /[a-z0-9!#$%&'*+/=?^_{|}~.-]{1,64}@(?=[a-z0-9-])/gi;
/** `550 5.1.1 <=ann=40example.net>`, a number that counts. */
const LONG_NUMBER = /(?<![\d.])\d{6,}(?![\d.])/g;

export function shapeOf({ reply, around, status, receivers, recipient, ...rest }: Failure): string {
  const own = receivers.filter((one) => isAddress(one) && !isLoopback(one));
  return [
    masked(reply, own),
    masked(around, own),
    status ?? '',
    receivers.map((one) => (own.includes(one) ? '#' : one.replace(FRONT_LABEL, hosts))).join(' '),
    // Rules and the mask know domains, and no mailbox.
    recipient === undefined ? '' : '@',
    rest.state,
    rest.direction,
    rest.mailFrom,
    rest.sentFrom,
    own.length,
  ].join('\u0001');
}

const isAddress = (host: string): boolean => /^[\d.]{7,15}$|:/.test(host);
/** This machine is no receiver: its own filter has spoken. */
const isLoopback = (host: string): boolean => host === '::1' || host.startsWith('127.');
/** `mx3.example.net` is as good as `mx4.example.net`, and 163.com is not 126.com. */
const FRONT_LABEL = /^[^.]{1,63}(?=\.[^.]{1,63}\.)/;
const hosts = (label: string): string => label.replace(/\d{1,10}/g, '#');

/** The receiver's own addresses count for nothing, so that one of a hundred of them is the same as another. */
function masked(text: string, own: readonly string[]): string {
  if (text === '') return '';
  const plain = own.reduce((left, address) => left.replaceAll(address, '#'), text);
  return plain
    .replace(LOCAL_PART, '@')
    .replace(FRONT_END, '[]')
    .replace(TIMES, '#')
    .replace(SESSION, '#')
    .replace(LONG_NUMBER, '#');
}
