/** Who sent it, as the reader names them: the same words and refusals on the command line and over HTTP. */

import { addressRange, parseAddress } from '../model/address.ts';
import { defined } from '../model/defined.ts';
import { parseDomain } from '../model/domain.ts';
import { within } from '../model/language.ts';
import { type Parsed, parsed, problem } from '../model/parsed.ts';
import type { Sender } from './subject.ts';
import { noMailFrom } from './words.ts';

export function readSender(ip: string | undefined, domain: string | undefined): Parsed<Sender> {
  const address = ip === undefined ? undefined : readIp(ip);
  if (address?.ok === false) return problem(within('ip', address.problem));
  const name = domain === undefined ? undefined : parseDomain(domain);
  if (name?.ok === false) return problem(within('domain', name.problem));
  return parsed({ ...defined({ ip: address?.value, domain: name?.value }) });
}

function readIp(text: string): Parsed<string> {
  const address = parseAddress(text);
  if (!address.ok) return address;
  const range = addressRange(address.value);
  return range.kind === 'refused' ? problem(noMailFrom(address.value.text, range.text)) : parsed(address.value.text);
}
