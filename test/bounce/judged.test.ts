/** Replies that were judged by people, which are not ours to commit: without `../shared` the test says that it did not run. */
import { describe, expect, it } from 'vitest';
import { isOwnSide } from '../../shared/bounce/diagnosis.ts';
import { JUDGED } from '../support/shells/replies.ts';
import { diagnosed } from './reading.ts';

describe.skipIf(JUDGED.length === 0)(
  'the judged replies (../shared/cases; skipped where they are not) get',
  async () => {
    const read = await Promise.all(
      JUDGED.map(async (judged) => ({ judged, found: (await diagnosed(judged.text))[0] })),
    );
    const wrong = (isRight: (one: (typeof read)[number]) => boolean): string[] =>
      read.filter((one) => !isRight(one)).map(({ judged, found }) => `${found?.rule}: ${judged.text.slice(0, 100)}`);

    it('a cause that was judged right', () => {
      const isRight = ({ judged, found }: (typeof read)[number]): boolean =>
        found !== undefined && [...judged.cause, ...judged.acceptable].includes(found.cause);
      expect(wrong(isRight)).toEqual([]);
    });

    it('the side that was judged right, of which "sender" was one word for all that are his', () => {
      const isRight = ({ judged, found }: (typeof read)[number]): boolean =>
        found !== undefined &&
        (judged.side.includes(found.side) || (isOwnSide(found.side) && judged.side.includes('sender')));
      expect(wrong(isRight)).toEqual([]);
    });

    it('the advice on sending again that was judged right', () => {
      expect(wrong(({ judged, found }) => found !== undefined && judged.retry.includes(found.retry))).toEqual([]);
    });
  },
);
