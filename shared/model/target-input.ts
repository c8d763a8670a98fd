/** What a person or a program names to be checked -> targets: the same refusals on the command line and over HTTP. */
import { addressRange, parseAddress } from './address.ts';
import { defined } from './defined.ts';
import { parseDomain } from './domain.ts';
import type { CheckId } from './finding.ts';
import { exampleAddress, noCheckNamed, notCheckable, notTarget, unknownCheck } from './input-words.ts';
import type { Text } from './language.ts';
import { type Parsed, parsed, problem } from './parsed.ts';
import type { Target } from './target.ts';
import { printable } from './text.ts';

export const CHECK_IDS: readonly CheckId[] = ['ptr', 'dnsbl', 'spf'];

/** What an address sends as; a domain has neither. */
export type NamedSender = { readonly domains: readonly string[]; readonly helo?: string };

/** `note`: worth telling the person, such as that the address comes from a manual. */
export type NamedTarget = { readonly target: Target; readonly note: Text | null };

export function readTarget(word: string, { domains, helo }: NamedSender): Parsed<NamedTarget> {
  const address = parseAddress(word);
  if (!address.ok) return readDomainTarget(word);
  const range = addressRange(address.value);
  if (range.kind === 'refused') return problem(notCheckable(address.value.text, range.text));
  const target = { kind: 'address' as const, address: address.value, domains, ...defined({ helo }) };
  return parsed({ target, note: range.kind === 'documentation' ? exampleAddress(range.text) : null });
}

function readDomainTarget(word: string): Parsed<NamedTarget> {
  const domain = parseDomain(word);
  if (domain.ok) return parsed({ target: { kind: 'domain', domain: domain.value }, note: null });
  return problem(notTarget(printable(word, 80)));
}

export function readSendsAs(domains: readonly string[], helo: string | undefined): Parsed<NamedSender> {
  const read = domains.map(parseDomain);
  const greeting = helo === undefined ? undefined : parseDomain(helo);
  for (const result of [...read, ...(greeting === undefined ? [] : [greeting])]) if (!result.ok) return result;
  const names = new Set(read.flatMap((result) => (result.ok ? [result.value] : [])));
  return parsed({ domains: [...names], ...defined({ helo: greeting?.ok ? greeting.value : undefined }) });
}

/** In the order in which they are always run. None at all is refused: nothing would be found, and that would look healthy. */
export function readChecks(ids: readonly string[]): Parsed<readonly CheckId[]> {
  if (ids.length === 0) return problem(noCheckNamed(CHECK_IDS.join(', ')));
  const wrong = ids.find((id) => !CHECK_IDS.some((known) => known === id));
  if (wrong !== undefined) return problem(unknownCheck(printable(wrong, 40), CHECK_IDS.join(', ')));
  return parsed(CHECK_IDS.filter((id) => ids.includes(id)));
}
