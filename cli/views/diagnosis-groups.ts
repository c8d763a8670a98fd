/** Equal bounces as one: a hundred recipients who were refused for the same reason are one thing to do. */
import type { Examined } from '../../shared/diagnose/examine.ts';

/** What one input holds, as far as a screen needs it. */
export type FileDiagnoses = { readonly file: string | null; readonly diagnoses: readonly Examined[] };

export type DiagnosisGroup = {
  /** The first of them: the others differ in the recipient and in what a server puts into its reply for each. */
  readonly shown: Examined;
  readonly recipients: readonly string[];
  /** As named; null: standard input. */
  readonly files: readonly (string | null)[];
  readonly size: number;
};

/** In the order in which they first appear. */
export function groupedDiagnoses(results: readonly FileDiagnoses[]): readonly DiagnosisGroup[] {
  const all = results.flatMap(({ file, diagnoses }) => diagnoses.map((one) => ({ file, one })));
  const groups = Map.groupBy(all, ({ one }) => sameness(one));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [
      {
        shown: first.one,
        recipients: [...new Set(group.flatMap(({ one }) => one.recipient ?? []))],
        files: [...new Set(group.map(({ file }) => file))],
        size: group.length,
      },
    ];
  });
}

const sameness = ({ rule, side, retry, smtpCode, host, listedBy, known, live, preconditions }: Examined): string =>
  JSON.stringify([
    rule,
    side,
    retry,
    String(smtpCode ?? '').slice(0, 1),
    host,
    listedBy,
    known,
    live.map(({ check, verdict, why }) => [check, verdict, why]),
    preconditions.map(({ id, status, why }) => [id, status, why]),
  ]);
