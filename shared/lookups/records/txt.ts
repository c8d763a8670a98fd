/** Every TXT record as it reads once its strings are joined, which is how SPF, DKIM and the others read it. */

import { evidenceOf } from '../../dns/answer.ts';
import { untranslated } from '../../model/language.ts';
import { printable } from '../../model/text.ts';
import { readHostName } from '../core/argument.ts';
import { command, type LookupOutcome, type LookupPorts } from '../core/command.ts';
import { aliasRows, makeDraft, missing, unaskedDraft } from '../core/draft.ts';
import { judgeDoubled } from '../core/final-dot.ts';

const MAX_TEXT = 4000;

export const txt = command(
  { name: 'txt', example: 'txt:example.com', about: 'TXT records' },
  readHostName,
  (name) => name,
  lookupTxt,
);

async function lookupTxt(name: string, { resolver }: LookupPorts): Promise<LookupOutcome> {
  const answer = await resolver.ask({ name, type: 'TXT' });
  if (answer.kind === 'failed') return { records: [], drafts: [unaskedDraft('txt.unknown', answer)] };
  const aliases = aliasRows(answer);
  if (answer.kind === 'absent') {
    const doubled = await judgeDoubled('txt', name, 'TXT', resolver, [evidenceOf(answer)]);
    const advice = 'Publish a TXT record there if one is due.';
    return { records: aliases, drafts: [doubled ?? missing('txt.missing', answer, advice)] };
  }
  const last = printable(answer.chain.at(-1) ?? name);
  const rows = answer.records.map(({ text, strings }) => ({
    name: last,
    type: 'TXT',
    value: printable(text, MAX_TEXT),
    ttl: answer.ttl,
    strings: strings.length,
  }));
  const summary = `${printable(name, 100)} has ${rows.length} TXT record${rows.length === 1 ? '' : 's'}`;
  const found = makeDraft('txt.found', 'pass', untranslated(summary), [evidenceOf(answer)]);
  return { records: [...aliases, ...rows], drafts: [found] };
}
