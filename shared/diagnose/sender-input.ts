/** Who sent it, as the reader names them: the same words and refusals on the command line and over HTTP. */

import { addressRange, parseAddress } from '../model/address.ts';
import { defined } from '../model/defined.ts';
import { parseDomain } from '../model/domain.ts';
import { within } from '../model/language.ts';
import { type Parsed, parsed, problem } from '../model/parsed.ts';
import { printable } from '../model/text.ts';
import type { Sender } from './subject.ts';
import { noMailFrom, notSelector } from './words.ts';

export function readSender(ip: string | undefined, domain: string | undefined, selector?: string): Parsed<Sender> {
  const address = ip === undefined ? undefined : readIp(ip);
  if (address?.ok === false) return problem(within('ip', address.problem));
  const name = domain === undefined ? undefined : parseDomain(domain);
  if (name?.ok === false) return problem(within('domain', name.problem));
  const key = selector?.toLowerCase();
  if (key !== undefined && !SELECTOR.test(key))
    return problem(within('dkim-selector', notSelector(printable(key, 80))));
  return parsed({ ...defined({ ip: address?.value, domain: name?.value, selector: key }) });
}

/** RFC 6376 section 3.1: labels of DNS names. */
const SELECTOR = /^[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63}){0,5}$/;

function readIp(text: string): Parsed<string> {
  const address = parseAddress(text);
  if (!address.ok) return address;
  const range = addressRange(address.value);
  return range.kind === 'refused' ? problem(noMailFrom(address.value.text, range.text)) : parsed(address.value.text);
}
