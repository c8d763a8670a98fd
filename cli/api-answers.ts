/**
 * Answers of an API that is somewhere else and may be anything: each has what the screens read of it, or is refused with the place
 * that is wrong and with what belongs there. What else an answer has is left as it is: a newer API may say more.
 */
import * as v from 'valibot';
import type { IncidentView } from '../shared/http/watch-view.ts';
import type { IncidentRecord, Notice, Snooze } from '../shared/model/incident.ts';
import { printable } from '../shared/model/text.ts';
import type { JobView, StatusView } from '../shared/reverse-dns/view.ts';
import { strangeAnswer } from './act-words.ts';
import { EXIT, Refused } from './command.ts';

/** An id or a time: it is shown as it is, so it has nothing that a terminal obeys. */
const plain = v.pipe(v.string(), v.regex(/^[\x20-\x7e]{1,400}$/, 'an id or a time'));
const text = v.string();

const acknowledged = v.optional(v.looseObject({ by: text, at: plain, why: text, until: v.nullable(plain) }));
const SUMMARY = { severity: plain, summary: text };

const incident = v.looseObject({
  ...SUMMARY,
  id: plain,
  target: text,
  subject: text,
  finding: plain,
  status: plain,
  since: plain,
  acknowledged,
  snoozed: v.optional(plain),
  members: v.optional(v.array(plain)),
  memberCount: v.optional(v.number()),
});

const snooze = v.looseObject({ id: plain, by: text, why: text, from: plain, until: plain });

const turn = v.looseObject({
  at: plain,
  transition: plain,
  incident: plain,
  target: text,
  finding: v.nullable(v.looseObject({ ...SUMMARY, id: plain })),
  before: v.nullable(v.looseObject({ ...SUMMARY, finding: plain })),
  acknowledged,
  muted: v.optional(plain),
});

const job = v.looseObject({
  address: text,
  hostname: v.nullable(text),
  stage: plain,
  next: text,
  steps: v.array(v.looseObject({ stage: plain, outcome: plain, text, at: plain })),
  blocked: v.nullable(v.looseObject({ reason: plain, text, whatToDo: text })),
  startedAt: plain,
  again: v.nullable(plain),
  caller: text,
});

/** The schema is what is read of the type, which the API's own description has in full. */
const shape = <T>(schema: v.GenericSchema): { readonly schema: v.GenericSchema; readonly of?: T } => ({ schema });

export const ANSWERS = {
  incidents: shape<{ readonly incidents: readonly IncidentView[]; readonly next: string | null }>(
    v.looseObject({ incidents: v.array(incident), next: v.nullable(text) }),
  ),
  incident: shape<{ readonly incident: IncidentRecord }>(
    v.looseObject({ incident: v.looseObject({ id: plain, target: text, state: plain }) }),
  ),
  history: shape<{ readonly target: string; readonly history: readonly Notice[] }>(
    v.looseObject({ target: text, history: v.array(turn) }),
  ),
  snooze: shape<{ readonly snooze: Snooze }>(v.looseObject({ snooze })),
  snoozes: shape<{ readonly snoozes: readonly Snooze[] }>(v.looseObject({ snoozes: v.array(snooze) })),
  ended: shape<object>(v.looseObject({})),
  job: shape<JobView>(job),
  status: shape<StatusView>(
    v.looseObject({
      address: text,
      job: v.nullable(job),
      now: v.nullable(v.looseObject({})),
      unseen: v.nullable(v.looseObject({ reason: plain, text, whatToDo: text })),
    }),
  ),
  outcomes: shape<{ readonly outcomes: readonly TrialAnswer[] }>(
    v.looseObject({
      outcomes: v.array(
        v.looseObject({
          channel: text,
          outcome: v.variant('ok', [
            v.looseObject({ ok: v.literal(true) }),
            v.looseObject({ ok: v.literal(false), why: text }),
          ]),
        }),
      ),
    }),
  ),
} as const;

export type TrialAnswer = {
  readonly channel: string;
  readonly outcome: { readonly ok: true } | { readonly ok: false; readonly why: string };
};

/** Throws `Refused`. */
export function answerAs<T>(body: unknown, { schema }: { readonly schema: v.GenericSchema; readonly of?: T }): T {
  const read = v.safeParse(schema, body);
  // Checked just now, as far as anything reads it.
  if (read.success) return body as T;
  const [issue] = read.issues;
  const place = v.getDotPath(issue) ?? 'the answer';
  throw new Refused(
    strangeAnswer(
      printable(place, 80),
      issue.received === 'undefined' ? null : printable(issue.received, 60),
      printable(issue.expected ?? issue.message, 80),
    ),
    EXIT.unknown,
  );
}
