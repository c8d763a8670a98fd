/** Values that are read by our own parsers, with their messages. */
import * as v from 'valibot';
import { addressRange, parseAddress } from '../model/address.ts';
import { parseDomain } from '../model/domain.ts';
import { notTarget } from '../model/input-words.ts';
import { type Parsed, parsed, problem } from '../model/parsed.ts';
import { textUpTo, worded } from '../model/setting-values.ts';
import type { AddressTarget } from '../model/target.ts';
import { printable } from '../model/text.ts';
import { notWatchable } from './words.ts';

/** A valibot action from one of our own parsers: its problem line becomes the issue's message. */
export function readBy<T>(parse: (input: string) => Parsed<T>) {
  return v.rawTransform<string, T>(({ dataset, addIssue, NEVER }) => {
    const result = parse(dataset.value);
    if (result.ok) return result.value;
    addIssue({ message: worded(result.problem) });
    return NEVER;
  });
}

export const DomainSetting = v.pipe(textUpTo(1000), readBy(parseDomain));
export const AddressSetting = v.pipe(textUpTo(100), readBy(parseSenderAddress));

/** An address that may be watched; a private one may not. */
export function parseSenderAddress(input: string): Parsed<AddressTarget['address']> {
  const result = parseAddress(input);
  if (!result.ok) return result;
  const range = addressRange(result.value);
  return range.kind === 'refused' ? problem(notWatchable(result.value.text, range.text)) : result;
}

/** A sender that is written as a text: an address, or a domain. */
export type PlainSender = { readonly address: AddressTarget['address'] } | { readonly domain: string };

export function parsePlainSender(input: string): Parsed<PlainSender> {
  const address = parseSenderAddress(input);
  if (address.ok) return parsed({ address: address.value });
  if (parseAddress(input).ok) return address;
  const domain = parseDomain(input);
  return domain.ok ? parsed({ domain: domain.value }) : problem(notTarget(printable(input, 80)));
}

export const senderText = (sender: PlainSender): string => ('domain' in sender ? sender.domain : sender.address.text);
