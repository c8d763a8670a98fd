/** Values that are read by our own parsers, with their messages. */
import * as v from 'valibot';
import { addressRange, parseAddress } from '../model/address.ts';
import { parseDomain } from '../model/domain.ts';
import { type Parsed, problem } from '../model/parsed.ts';
import { textUpTo } from '../model/setting-values.ts';
import type { AddressTarget } from '../model/target.ts';

/** A valibot action from one of our own parsers: its problem line becomes the issue's message. */
export function readBy<T>(parse: (input: string) => Parsed<T>) {
  return v.rawTransform<string, T>(({ dataset, addIssue, NEVER }) => {
    const result = parse(dataset.value);
    if (result.ok) return result.value;
    addIssue({ message: result.problem.en });
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
  return range.kind === 'refused' ? problem(`${result.value.text} cannot be checked: ${range.why}`) : result;
}
