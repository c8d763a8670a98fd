/** Every TXT record as it reads once its strings are joined, which is how SPF, DKIM and the others read it. */

import { evidenceOf } from '../../dns/answer.ts';
import { printable } from '../../model/text.ts';
import { readHostName } from '../core/argument.ts';
import { command, type LookupOutcome, type LookupPorts } from '../core/command.ts';
import { aliasRows, makeDraft, missing, unaskedDraft } from '../core/draft.ts';
import { judgeDoubled } from '../core/final-dot.ts';
import { hasTexts } from './words.ts';

const MAX_TEXT = 4000;

export const txt = command(
  { name: 'txt', example: 'txt:example.com', about: { en: 'TXT records', ko: 'TXT 레코드' } },
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
    const remedy = {
      id: 'record.publish',
      with: { name: printable(answer.chain.at(-1) ?? name), type: 'TXT' },
    } as const;
    return { records: aliases, drafts: [doubled ?? missing('txt.missing', answer, remedy)] };
  }
  const last = printable(answer.chain.at(-1) ?? name);
  const rows = answer.records.map(({ text, strings }) => ({
    name: last,
    type: 'TXT',
    value: printable(text, MAX_TEXT),
    ttl: answer.ttl,
    strings: strings.length,
  }));
  const found = makeDraft('txt.found', 'pass', hasTexts(printable(name, 100), rows.length), [evidenceOf(answer)]);
  return { records: [...aliases, ...rows], drafts: [found] };
}
