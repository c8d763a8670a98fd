/**
 * The next act for each verdict, in the order in which it helps: the cause before the removal, since a listing whose cause
 * goes on comes back, often for longer.
 */
import { defined } from '../model/defined.ts';
import type { Remedy } from '../model/finding.ts';
import { targetKey } from '../model/target.ts';
import { keyParameter, keyVariable, storeKeyLine } from './keys.ts';
import type { List } from './list.ts';
import type { Cell } from './lookup.ts';
import { whereKeysComeFrom } from './query.ts';

export function remedyOf(cell: Cell): Remedy | null {
  const { list, verdict } = cell;
  switch (verdict.kind) {
    case 'clear':
    case 'allowed':
      return null;
    case 'info':
      return aboutInfo(list);
    case 'listed':
      return remedy(cell, listedText(cell), list.delistUrl ?? list.lookupUrl);
    case 'policy':
      return remedy(cell, policyText(cell), list.delistUrl ?? list.lookupUrl);
    case 'refused':
      return remedy(cell, sentences(refusedText(list), byHand(list)), list.lookupUrl);
    case 'dead':
      return remedy(cell, sentences('There is nothing to delist.', skipText(list)));
    case 'unreachable': {
      const again = 'Ask again later, or through another resolver (--resolver host:port).';
      return remedy(cell, sentences(again, byHand(list)), list.lookupUrl);
    }
    case 'not-asked':
      return remedy(cell, 'Give the command more time (--timeout), or check fewer addresses at a time.');
    case 'unproven': {
      const text = sentences('Its silence must not be read as "not listed".', byHand(list), skipText(list));
      return remedy(cell, text, list.lookupUrl);
    }
    case 'unrecognised': {
      const text = sentences('It is taken neither for a listing nor for good news.', byHand(list));
      return remedy(cell, text, list.lookupUrl);
    }
  }
}

function remedy({ list, target }: Cell, text: string, url?: string): Remedy {
  return {
    text,
    command: `npx postwatch check ${targetKey(target)} --only dnsbl`,
    ...defined({ url, checkedOn: list.checkedOn }),
  };
}

/** For information only: said where there is something to know, above all that nobody should pay. */
function aboutInfo(list: List): Remedy | null {
  const removal = removalText(list);
  if (removal === '') return null;
  const text = sentences('Nothing needs to be done: receivers seldom refuse mail for this.', removal);
  return { text, ...defined({ checkedOn: list.checkedOn }) };
}

function listedText({ list, target }: Cell): string {
  const cause =
    target.kind === 'address'
      ? 'First find and stop the cause (a stolen password, a hacked site or form, an infected host, a list of old addresses), or the listing comes back.'
      : 'First find and stop the cause (mail that people did not ask for, a hacked site, a link that others abuse), or the listing comes back.';
  return sentences(cause, removalText(list));
}

function policyText({ list, target }: Cell): string {
  const what =
    'It is no finding about your mail: the entry says that servers in this range should not send mail directly.';
  if (target.kind === 'domain') return sentences(what, removalText(list));
  const check = `npx postwatch check ${target.address.text} --only ptr`;
  const act = `Give the address a reverse DNS name of its own that resolves back to it (${check} says how), then ask for the removal; or send through an authenticated relay.`;
  return sentences(what, act, removalText(list));
}

/** How an entry goes away, in the operator's terms. */
function removalText({ delistHow, typicalDelistTime, selfExpires, paidRemoval }: List): string {
  return sentences(
    delistHow === undefined ? '' : ended(delistHow),
    typicalDelistTime === undefined ? '' : `Usual time: ${typicalDelistTime}.`,
    selfExpires === undefined ? '' : `Expires by itself: ${selfExpires}.`,
    paidRemoval === true ? 'Do not pay for a removal.' : '',
  );
}

function refusedText(list: List): string {
  if (list.zone?.includes('{key}')) {
    return `Check in the operator's account that the key is valid, enabled for this data and inside its volume (${keyVariable(list.operatorId)}, ${keyParameter(list.operatorId)}).`;
  }
  if (list.access === 'registration') {
    return `Register the address that asks with ${list.operator ?? list.name}; from Lambda that needs a NAT gateway with a fixed address.`;
  }
  return sentences(
    'Ask through a resolver that the operator accepts: your own, on an address with its own reverse DNS name, not a public or shared one such as that of a VPC (--resolver host:port); and ask less often.',
    list.keyedAs === undefined ? '' : `Or ask with a key. ${whereKeysComeFrom(list)} ${storeKeyLine(list.operatorId)}.`,
  );
}

const byHand = ({ lookupUrl }: List): string => (lookupUrl === undefined ? '' : 'Until then look it up by hand.');

const skipText = ({ id }: List): string =>
  `If it stays like this, leave the list out: "skip": ["${id}"] in the settings.`;

const sentences = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

const ended = (text: string): string => (/[.!]$/.test(text) ? text : `${text}.`);
