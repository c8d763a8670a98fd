/** What a refusal names: the sender's address and host, and the list. Never a private address, never the receiver's own. */
import { addressRange, parseAddress } from '../model/address.ts';
import { parseDomain } from '../model/domain.ts';
import type { Failure } from './failure.ts';

/** A list as far as a text can name it; `List` of the table of lists is one. */
export type NamedList = {
  readonly id: string;
  readonly zone: string | null;
  readonly zoneAliases?: readonly string[];
};

const MAX_CANDIDATES = 50;
const IPV4 = /(?<![\d.])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\d]|\.\d)/g;
const IPV6 = /(?<![0-9a-f:.])[0-9a-f]{1,4}:[0-9a-f:]{2,40}(?![0-9a-f:])/gi;

/** Who is named, and is neither the sender nor among the receivers. */
const OTHERS = [
  // "The original message was received at ... from pc.example.com [192.0.2.1]": who handed it to the server that now reports.
  /\b(?:original message was received (?:at|on)\b[^\n]{0,100}\n|received-from-mta:)[^\n]{0,300}/gi,
  // Spamhaus names the resolver that it does not answer: https://www.spamhaus.org/returnc/pub/192.0.2.53
  /\/returnc\/\w{1,20}\/[0-9a-f.:]{3,45}/gi,
];

/** The first address in the receiver's words that can be the sender's. */
export function senderAddress({ reply, around, receivers }: Failure): string | undefined {
  const own = new Set(receivers.map(canonical));
  for (const text of [reply, around].map(withoutOthers)) {
    const found = [...matches(text, IPV4), ...matches(text, IPV6)].find((address) => !own.has(address));
    if (found !== undefined) return found;
  }
  return undefined;
}

const withoutOthers = (text: string): string => OTHERS.reduce((left, other) => left.replace(other, ''), text);

/** As `matches` spells addresses; names stay as they are. */
function canonical(host: string): string {
  const address = parseAddress(host);
  return address.ok ? address.value.text : host;
}

function matches(text: string, pattern: RegExp): string[] {
  const candidates = (text.match(pattern) ?? []).slice(0, MAX_CANDIDATES);
  return candidates.flatMap((candidate) => {
    const address = parseAddress(candidate.replace(/:$/, ''));
    return address.ok && addressRange(address.value).kind !== 'refused' ? [address.value.text] : [];
  });
}

/** A domain as texts write it: whole, so that no part of a longer word or of another name is taken for one. */
const NAME = '([a-z0-9](?:[a-z0-9-]{0,62}\\.){1,9}[a-z][a-z0-9-]{1,62})(?![\\w@\\u0080-\\uffff-]|\\.[a-z0-9])';
const OPENING = '[\\[<("\']{0,2}';
/** Where a text names the sender's host or domain. */
const HOSTS = [
  `\\b(?:mail from|sending|sender|from|envelope sender) domain:? {1,3}(?:name |of )?${OPENING}${NAME}`,
  `\\b(?:unauthenticated (?:e-?mail|mail) from|spf record (?:of|for)|authorized to send mail for|dmarc policy (?:of|for)|on behalf of) {1,3}(?:the domain )?${OPENING}${NAME}`,
  `\\b(?:helo|ehlo)[ :=]{1,3}(?:name |argument |of )?${OPENING}${NAME}`,
  `<${NAME}>: helo command`,
  `\\bspf(?: (?:check|checks|record|validation|policy|test|result|fail|failed|failure|softfail))? {1,3}(?:for|of|on|failed for|fail for|failed:?|fail:?) {1,3}(?:the )?(?:domain |sender )?${OPENING}(?:[a-z0-9._+-]{1,64}@)?${NAME}`,
  `\\b(?:spf|mfrom|sender)[ \\[=;:]{1,3}(?:id=)?(?:[a-z0-9._+-]{0,64}(?:@|%40))?${NAME}`,
  `\\b(?:permitted|allowed|authori[sz]ed) to send (?:mail |e-?mail |messages )?(?:from|for|as) {1,3}${OPENING}(?:[a-z0-9._+-]{1,64}@)?${NAME}`,
  `\\bhostname {1,3}${OPENING}${NAME}`,
  `\\b(?:due to|domain) ${NAME}['\u2019]s dmarc`,
  `\\bdomain {1,3}${OPENING}${NAME}`,
].map((source) => new RegExp(source, 'gi'));

export function senderHost(
  { reply: words, receivers, recipient }: Failure,
  ip: string | undefined,
): string | undefined {
  const reply = words.replace(/\s{1,100}/g, ' ');
  const withAddress = ip === undefined ? [] : namesBefore(reply, ip);
  const named = HOSTS.flatMap((pattern) =>
    [...reply.matchAll(pattern)].slice(0, MAX_CANDIDATES).map((match) => match[1] ?? ''),
  );
  const domain = recipient?.slice(recipient.lastIndexOf('@') + 1);
  return [...withAddress, ...named]
    .map((name) => parseDomain(name.replace(/\.$/, '')))
    .flatMap((name) => (name.ok ? [name.value] : []))
    .find((name) => name !== domain && !receivers.some((host) => host === name || host.endsWith(`.${name}`)));
}

/** `mail.example.com[203.0.113.9]`, `mail.example.com (203.0.113.9)`. */
function namesBefore(text: string, ip: string): string[] {
  const at = text.indexOf(ip);
  const name = /([a-z0-9.-]{3,253}) ?[[(]{1,2}$/i.exec(text.slice(Math.max(0, at - 260), at))?.[1];
  return name === undefined ? [] : [name];
}

/** The list whose zone the text names: the longest such zone, since `zen.example` ends in `example`. */
export function namedList(text: string, lists: readonly NamedList[]): string | undefined {
  const lower = text.toLowerCase();
  let best: readonly [string, number] | undefined;
  for (const list of lists) {
    for (const zone of zonesOf(list)) {
      if (zone.length > (best?.[1] ?? 0) && names(lower, zone)) best = [list.id, zone.length];
    }
  }
  return best?.[0];
}

function zonesOf({ zone, zoneAliases = [] }: NamedList): readonly string[] {
  // A key is never in a text; what follows it is the operator's zone.
  return zone === null ? zoneAliases : [zone.replace('{key}.', ''), ...zoneAliases];
}

function names(text: string, zone: string): boolean {
  const at = text.indexOf(zone);
  return at >= 0 && !/[a-z0-9.-]/.test(text.charAt(at - 1)) && !/[a-z0-9-]/.test(text.charAt(at + zone.length));
}
