/** `a` and `aaaa`: the addresses of a name with the aliases on the way, and whether the world can reach them. */

import { type Absent, evidenceOf, type Resolver } from '../../dns/answer.ts';
import { addressRange, parseAddress } from '../../model/address.ts';
import type { Text } from '../../model/language.ts';
import { sentences } from '../../model/sentence.ts';
import { printable } from '../../model/text.ts';
import type { FindingDraft, LookupOutcome } from '../core/command.ts';
import { aliasRows, makeDraft, missing, unaskedDraft } from '../core/draft.ts';
import { dotAdvice, judgeDoubled } from '../core/final-dot.ts';
import { absence } from '../core/words.ts';
import { resolvesTo, resolvesToHidden } from './words.ts';

export async function lookupAddresses(
  name: string,
  type: 'A' | 'AAAA',
  command: 'a' | 'aaaa',
  resolver: Resolver,
): Promise<LookupOutcome> {
  const answer = await resolver.ask({ name, type });
  const records = [...aliasRows(answer)];
  if (answer.kind === 'failed') return { records, drafts: [unaskedDraft(`${command}.unknown`, answer)] };
  if (answer.kind === 'absent') return { records, drafts: await whyNone({ name, type, command }, answer, resolver) };
  const last = printable(answer.chain.at(-1) ?? name);
  const evidence = [evidenceOf(answer)];
  const notes = answer.records.map((value) => ({ value, note: rangeNote(value) }));
  records.push(...notes.map(({ value, note }) => ({ name: last, type, value, ttl: answer.ttl, ...note })));
  const hidden = notes.filter(({ note }) => note.refused === true).map(({ value }) => value);
  const found: FindingDraft = {
    id: `${command}.found`,
    status: 'pass',
    summary: resolvesTo(printable(name, 100), answer.records.slice(0, 8).join(', ')),
    evidence,
  };
  if (hidden.length === 0) return { records, drafts: [found] };
  const unroutable: FindingDraft = {
    id: `${command}.not-public`,
    status: 'warn',
    summary: resolvesToHidden(printable(name, 100), hidden.slice(0, 8).join(', ')),
    evidence,
    remedy: { id: 'record.public-address', with: { name: printable(name, 100) } },
  };
  return { records, drafts: [found, unroutable] };
}

function rangeNote(value: string): { readonly note?: Text; readonly refused?: true } {
  const address = parseAddress(value);
  if (!address.ok) return {};
  const range = addressRange(address.value);
  if (range.kind === 'public') return {};
  return range.kind === 'documentation' ? { note: range.text } : { note: range.text, refused: true };
}

type About = { readonly name: string; readonly type: 'A' | 'AAAA'; readonly command: 'a' | 'aaaa' };

/** Nobody needs IPv6: a name that has none is as its owner wants it. */
async function whyNone(
  { name, type, command }: About,
  answer: Absent,
  resolver: Resolver,
): Promise<readonly FindingDraft[]> {
  const last = answer.chain.at(-1);
  const isAbsent = answer.reason === 'nxdomain';
  const dot = last === undefined ? null : dotAdvice(last, { owner: name, type: 'CNAME', isAbsent });
  if (dot !== null && isAbsent)
    return [
      makeDraft(`${command}.missing`, 'fail', sentences(absence(answer), dot.why), [evidenceOf(answer)], dot.remedy),
    ];
  const doubled = last === undefined ? await judgeDoubled(command, name, type, resolver, [evidenceOf(answer)]) : null;
  if (doubled !== null) return [doubled];
  const draft = missing(`${command}.missing`, answer, {
    id: 'record.publish',
    with: { name: printable(last ?? name), type },
  });
  return [type === 'AAAA' && answer.reason === 'nodata' ? { ...draft, status: 'pass' } : draft];
}
