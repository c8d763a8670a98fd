import { describe, expect, it } from 'vitest';
import { targetKey } from '../../shared/model/target.ts';
import { takeOn } from '../../shared/watch/run/take-on.ts';
import { sender } from '../support/watch.ts';

const TARGETS = Array.from({ length: 10 }, (_, at) => sender(`198.51.100.${at}`));
const known = (...places: readonly number[]) => places.map((at) => ({ target: `198.51.100.${at}` }));
const shown = (targets: ReturnType<typeof takeOn>['targets']) =>
  targets.map(targetKey).map((key) => key.split('.').at(-1));

describe('who is looked at for the first time', () => {
  it('is everybody, where they are few', () => {
    expect(takeOn(TARGETS, [])).toEqual({ targets: TARGETS, waiting: 0 });
  });

  it('is so many at a time, and everybody who was met before is looked at too', () => {
    const { targets, waiting } = takeOn(TARGETS, known(7, 9), 3);
    expect(shown(targets)).toEqual(['0', '1', '2', '7', '9']);
    expect(waiting).toBe(5);
  });

  it('is everybody after some runs', () => {
    let met = known();
    for (let runs = 0; runs < 4; runs += 1)
      met = takeOn(TARGETS, met, 3).targets.map((one) => ({ target: targetKey(one) }));
    expect(takeOn(TARGETS, met, 3)).toEqual({ targets: TARGETS, waiting: 0 });
  });
});
