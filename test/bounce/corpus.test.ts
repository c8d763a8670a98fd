/** Measured on real bounces with labels, which are not ours to commit: without `../shared` the test says that it did not run. */
import { describe, expect, it } from 'vitest';
import { ANSWERS, hasCorpus, NO_BOUNCE, readCorpus, SENDER_SIDE } from './corpus.ts';
import { diagnosed } from './reading.ts';

type Scored = {
  readonly file: string;
  readonly reason: string;
  readonly cause: string | undefined;
  readonly right: boolean;
};

describe.skipIf(!hasCorpus)(
  'the 164 labelled bounces (../shared/conformance/bounces; skipped where they are not)',
  async () => {
    const scored: Scored[] = [];
    const spoken: string[] = [];
    for (const { file, raw, rows } of readCorpus()) {
      const diagnoses = await diagnosed(raw);
      if (rows.every(({ reason }) => NO_BOUNCE.includes(reason)) && diagnoses.length > 0) spoken.push(file);
      rows.forEach(({ reason }, index) => {
        const cause = diagnoses[index]?.cause;
        const answers = ANSWERS[reason];
        if (answers !== undefined)
          scored.push({ file, reason, cause, right: cause !== undefined && answers.includes(cause) });
      });
    }
    const share = (rows: readonly Scored[]): number => rows.filter(({ right }) => right).length / rows.length;
    const wrong = scored
      .filter(({ right }) => !right)
      .map(({ file, reason, cause }) => `${file}: ${reason}, not ${cause}`);

    it('are answered right in 97 of 100 rows (the goal is 88)', () => {
      expect(scored).toHaveLength(130);
      expect(share(scored), wrong.join('\n')).toBeGreaterThan(0.97);
    });

    it('are answered right in 95 of 100 rows where the sender is at fault', () => {
      const rows = scored.filter(({ reason }) => SENDER_SIDE.includes(reason));
      expect(rows).toHaveLength(31);
      expect(share(rows), wrong.join('\n')).toBeGreaterThanOrEqual(0.95);
    });

    it('say nothing about messages that are not bounces', () => {
      expect(spoken).toEqual([]);
    });
  },
);
