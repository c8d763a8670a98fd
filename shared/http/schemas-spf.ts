/** The shapes of an SPF evaluation: the record, its terms and what they cost. */

import { bool, list, object, orNull, ref, type Schema, text, whole, words } from './schema.ts';
import { spfWord } from './schemas-check.ts';

export const SPF_PARTS = {
  SpfRecord: object({
    domain: text,
    record: orNull(text),
    result: spfWord,
    reason: text,
    terms: list(ref('SpfTerm')),
    omitted: whole,
  }),
  SpfTerm: object({
    term: text,
    outcome: words('match', 'no-match', 'permerror', 'temperror', 'used', 'unused', 'not-reached'),
    result: orNull(spfWord),
    why: orNull(text),
    target: orNull(text),
    questions: list(ref('Evidence')),
    cost: whole,
    total: whole,
    void: bool,
    stopped: bool,
    record: orNull(ref('SpfRecord')),
  }),
} satisfies Readonly<Record<string, Schema>>;
