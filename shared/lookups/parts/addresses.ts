/** `a` and `aaaa`: the addresses of a name with the aliases on the way, and whether the world can reach them. */
import { evidenceOf, type Resolver } from '../../dns/answer.ts';
import { addressRange, parseAddress } from '../../model/address.ts';
import { printable } from '../../model/text.ts';
import type { Draft, Looked } from './command.ts';
import { aliasRows, missing, unasked } from './draft.ts';

export async function addressesOf(
  name: string,
  type: 'A' | 'AAAA',
  command: string,
  resolver: Resolver,
): Promise<Looked> {
  const answer = await resolver.ask({ name, type });
  const records = [...aliasRows(answer)];
  if (answer.kind === 'failed') return { records, drafts: [unasked(`${command}.unknown`, answer)] };
  if (answer.kind === 'absent') {
    const advice = `Publish an ${type} record at ${printable(answer.chain.at(-1) ?? name)}, if a server is to be found under that name.`;
    return { records, drafts: [missing(`${command}.missing`, answer, advice)] };
  }
  const last = printable(answer.chain.at(-1) ?? name);
  const evidence = [evidenceOf(answer)];
  const notes = answer.records.map((value) => ({ value, note: rangeNote(value) }));
  records.push(...notes.map(({ value, note }) => ({ name: last, type, value, ttl: answer.ttl, ...note })));
  const hidden = notes.filter(({ note }) => note.refused === true).map(({ value }) => value);
  const found: Draft = {
    id: `${command}.found`,
    status: 'pass',
    summary: `${printable(name, 100)} has ${answer.records.slice(0, 8).join(', ')}`,
    evidence,
  };
  if (hidden.length === 0) return { records, drafts: [found] };
  const unroutable: Draft = {
    id: `${command}.not-public`,
    status: 'warn',
    summary: `${printable(name, 100)} leads to addresses that nobody outside can reach: ${hidden.slice(0, 8).join(', ')}`,
    evidence,
    remedy: { text: 'Publish public addresses here, and keep private ones in a zone that only your own network sees.' },
  };
  return { records, drafts: [found, unroutable] };
}

function rangeNote(value: string): { readonly note?: string; readonly refused?: true } {
  const address = parseAddress(value);
  if (!address.ok) return {};
  const range = addressRange(address.value);
  if (range.kind === 'public') return {};
  return range.kind === 'documentation' ? { note: range.note } : { note: range.why, refused: true };
}
