/** How an entry of a blocklist goes away: one whole sentence for each way there is. */
import type { RemedyParams, Step } from '../../model/remedy.ts';
import type { Removal, RemovalKind, RemovalNeed } from '../../model/removal.ts';
import { oneStep } from '../step.ts';

type Entry = RemedyParams['dnsbl.listed'];

export const neverPay = 'Do not pay for a removal.';
const PAGE = "Request removal on the operator's page.";

const ASK: Readonly<Record<Exclude<RemovalKind, 'stated'>, (entry: Entry, removal: Removal) => string>> = {
  self: () => 'Remove the entry yourself on the lookup page.',
  temporary: () =>
    'Remove the entry on the lookup page. The removal is temporary: fix the cause that the page shows, or the entry returns.',
  form: () => 'Submit the removal form once.',
  email: (_, { mailbox }) =>
    mailbox === undefined ? 'Ask the operator for removal by mail.' : `Ask for removal by mail to ${mailbox}.`,
  owner: () =>
    'Ask the network that holds the address to request removal: the list hears nobody else (for an Elastic IP, that is AWS). Send it the record on the lookup page and what you fixed.',
  component: ({ of }) => `Look the ${of} up: the page names the sublist that has it and how it is removed there.`,
  wait: () => 'Stop the mail that caused it and wait. There is no removal to request.',
  range: () =>
    'Wait: the whole range of the provider is listed, and nothing that you do about this address changes that.',
  closed: () => 'Do not request removal: the list has shut down, and whatever it answers is false.',
};

const NEED: Readonly<Record<RemovalNeed, string>> = {
  account: 'a free account with the operator',
  cleaned: 'a host or site that is clean again',
  contact: 'a contact address',
  reason: 'what caused the listing and what you fixed',
  english: 'a text in English',
  'own-reverse-name': 'a reverse DNS name of your own that resolves back',
  'postmaster-mailbox': 'a working mailbox postmaster@ or abuse@ of your domain, from which to ask',
  'mail-from-domain': 'a mailbox of the listed domain, from which to ask',
  'mail-from-elsewhere': 'a mailbox that does not send through the listed address',
  'from-the-address': 'a connection from the listed address itself, since the page only hears that',
  'no-backscatter': 'a server that refuses mail during SMTP and sends no bounces later',
};

/** Null where nothing is known of a way out. */
export function removalStep(entry: Entry): Step | null {
  const { removal, url } = entry;
  if (removal === undefined) return url === undefined ? null : oneStep(PAGE, { url });
  const ask = removal.kind === 'stated' ? (removal.words ?? PAGE) : ASK[removal.kind](entry, removal);
  if (removal.kind === 'stated' && removal.words === undefined && url === undefined) return null;
  const needs = (removal.needs ?? []).map((need) => NEED[need]);
  const text = [ask, ...(needs.length === 0 ? [] : [`You need: ${needs.join('; ')}.`]), ...timeText(removal)].join(' ');
  return oneStep(text, { url: removal.kind === 'closed' ? undefined : url });
}

function timeText({ hours, kind }: Removal): readonly string[] {
  if (hours === undefined) return [];
  if (hours === 0) return ['It takes effect at once.'];
  const within = typeof hours === 'number' ? `within ${span(hours)}` : `${hours[0]} to ${hours[1]} hours`;
  if (kind === 'wait')
    return [typeof hours === 'number' ? `It usually ends ${within}.` : `It usually ends after ${within}.`];
  return [typeof hours === 'number' ? `It usually takes effect ${within}.` : `It usually takes ${within}.`];
}

/** `an hour`, `24 hours`, `3 days`. */
function span(hours: number): string {
  if (hours <= 1) return 'an hour';
  return hours <= 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}

/** What happens without a request. */
export function expiryText({ expiry, removal }: Entry): readonly string[] {
  if (expiry === undefined) return [];
  const { kind, afterDays } = expiry;
  switch (kind) {
    case 'never':
      return ['It does not expire by itself.'];
    case 'per-sublist':
      return afterDays === undefined
        ? ['Whether it expires by itself depends on the kind of entry.']
        : [
            `When it expires by itself depends on the kind of entry: after ${days(afterDays)} without a hit at the latest.`,
          ];
    case 'automatic':
      if (afterDays === undefined) return removal?.kind === 'wait' ? [] : ['It also expires by itself.'];
      return [
        `It ${removal?.kind === 'wait' ? '' : 'also '}expires by itself about ${days(afterDays)} after the last hit.`,
      ];
  }
}

const days = (count: number): string => (count <= 2 ? `${Math.round(count * 24)} hours` : `${count} days`);
