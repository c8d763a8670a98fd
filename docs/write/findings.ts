/** The reference of findings, from the tables. */
import { LOOKUP_FINDINGS } from '../../shared/lookups/core/findings.ts';
import type { FindingEntry, FindingWords } from '../../shared/model/findings/entry.ts';
import { FINDINGS } from '../../shared/model/findings/index.ts';
import { wordsOfAll } from '../../shared/model/findings/words.ts';
import { markdownTable } from './regions.ts';

const one = (text: string | readonly string[]): string => [text].flat().join(' or ');

const severityText = ({ severity }: FindingEntry): string => (severity === 'list' ? "the list's" : severity);

function opensText({ opens, notified }: FindingEntry): string {
  if (opens === true) return 'yes';
  return notified === true ? 'only in a notice about a cause or a check without an answer' : '';
}

const headlines = (): Readonly<Record<string, string>> => wordsOfAll(({ en }: FindingWords) => en.headline, '');
const reasons = (): Readonly<Record<string, string>> => wordsOfAll(({ en }: FindingWords) => en.why, '');

/** Every finding of the checks, with its weight. */
export const findingsTable = (): string =>
  markdownTable(
    ['finding', 'status', 'severity', 'opens an incident', 'in a notice'],
    Object.entries<FindingEntry>(FINDINGS).map(([id, entry]) => [
      `\`${id}\``,
      one(entry.status),
      severityText(entry),
      opensText(entry),
      headlines()[id] ?? '',
    ]),
  );

/** Why each of those in notices matters. */
export const findingsWhy = (): string =>
  markdownTable(
    ['finding', 'why it matters'],
    Object.keys(FINDINGS).flatMap((id) => {
      const why = reasons()[id];
      return why === undefined ? [] : [[`\`${id}\``, why]];
    }),
  );

/** Every finding of a lookup. */
export const lookupFindingsTable = (): string =>
  markdownTable(
    ['finding', 'status'],
    Object.entries(LOOKUP_FINDINGS)
      .map(([id, { status }]) => [`\`${id}\``, one(status)])
      .sort(([a = ''], [b = '']) => a.localeCompare(b, 'en')),
  );
