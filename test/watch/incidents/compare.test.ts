import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoredFinding } from '../../../shared/model/finding.ts';
import { type CompareStep, compare, type IncidentPolicy, POLICY } from '../../../shared/watch/incidents/compare.ts';
import { NEW_SUBJECT, type Observation, type SubjectState } from '../../../shared/watch/incidents/state.ts';
import { runs } from '../../support/thorough.ts';

const finding = (id: string, status: StoredFinding['status'], severity: StoredFinding['severity']): StoredFinding => ({
  check: 'ptr',
  id,
  target: '203.0.113.25',
  subject: '203.0.113.25',
  status,
  severity,
  summary: id,
  evidence: [],
  remedy: null,
});

const SEEN: Readonly<Record<string, Observation>> = {
  critical: { kind: 'problem', finding: finding('ptr.missing', 'fail', 'critical'), partial: false },
  major: { kind: 'problem', finding: finding('ptr.not-confirmed', 'fail', 'major'), partial: false },
  warning: { kind: 'problem', finding: finding('ptr.generic', 'warn', 'major'), partial: false },
  half: { kind: 'problem', finding: finding('ptr.generic', 'warn', 'major'), partial: true },
  sound: { kind: 'sound', finding: finding('ptr.confirmed', 'pass', 'info') },
  unknown: { kind: 'unknown', finding: finding('ptr.unknown', 'unknown', 'info') },
};

const step = (first = false): CompareStep => ({
  incident: 'i1',
  at: '2026-11-24T12:00:00.000Z',
  first,
  mayGoBlind: true,
});

/** What each run of a history says, run by run; `first` only for the first. */
function replay(
  history: readonly string[],
  from: SubjectState = NEW_SUBJECT,
  policy: IncidentPolicy = POLICY,
): { said: string[][]; last: SubjectState } {
  let known = from;
  const said = history.map((name, index) => {
    const { next, changes } = compare(
      known,
      SEEN[name]!,
      { ...step(index === 0 && !from.worked), incident: `i${index}` },
      policy,
    );
    known = next;
    return changes.map(({ transition, finding: now }) => `${transition} ${now.id}`);
  });
  return { said, last: known };
}

describe('the comparison of two looks', () => {
  it.each([
    ['a critical problem opens at once', ['sound', 'critical'], [[], ['opened ptr.missing']]],
    ['a major one after two agreeing runs', ['sound', 'major', 'major'], [[], [], ['opened ptr.not-confirmed']]],
    [
      'unknown between them neither counts nor resets',
      ['sound', 'major', 'unknown', 'major'],
      [[], [], [], ['opened ptr.not-confirmed']],
    ],
    ['a sound run between them resets', ['sound', 'major', 'sound', 'major'], [[], [], [], []]],
    ['a problem at the first look opens at once', ['major'], [['opened ptr.not-confirmed']]],
    ['an incident is reported once', ['critical', 'critical', 'critical'], [['opened ptr.missing'], [], []]],
    [
      'it clears after two clean runs',
      ['critical', 'sound', 'sound'],
      [['opened ptr.missing'], [], ['cleared ptr.confirmed']],
    ],
    [
      'a relapse before that says nothing',
      ['critical', 'sound', 'critical', 'sound'],
      [['opened ptr.missing'], [], [], []],
    ],
    [
      'unknown never clears',
      ['critical', 'unknown', 'unknown', 'unknown', 'unknown'],
      [['opened ptr.missing'], [], [], [], []],
    ],
    ['a milder problem is an improvement', ['critical', 'warning'], [['opened ptr.missing'], ['improved ptr.generic']]],
    ['a graver one is a worsening', ['major', 'critical'], [['opened ptr.not-confirmed'], ['worsened ptr.missing']]],
    ['half a view replaces nothing', ['critical', 'half'], [['opened ptr.missing'], []]],
    ['half a view may add a problem', ['sound', 'half', 'half'], [[], [], ['opened ptr.generic']]],
    [
      'a missing verdict is reported after three runs',
      ['sound', 'unknown', 'unknown', 'unknown', 'unknown'],
      [[], [], [], ['blind ptr.unknown'], []],
    ],
    ['what never worked cannot go blind', ['unknown', 'unknown', 'unknown', 'unknown'], [[], [], [], []]],
    [
      'blindness ends at the first verdict',
      ['sound', 'unknown', 'unknown', 'unknown', 'sound'],
      [[], [], [], ['blind ptr.unknown'], ['cleared ptr.confirmed']],
    ],
    [
      'and a critical problem behind it opens in the same run',
      ['sound', 'unknown', 'unknown', 'unknown', 'critical'],
      [[], [], [], ['blind ptr.unknown'], ['cleared ptr.missing', 'opened ptr.missing']],
    ],
  ])('%s', (_name, history, expected) => {
    expect(replay(history).said).toEqual(expected);
  });

  it('gives an opened incident its own id, which it keeps to the end', () => {
    const { last } = replay(['sound', 'critical', 'warning', 'unknown']);
    expect(last.standing?.incident).toBe('i1');
    expect(last.standing?.finding).toBe('ptr.generic');
  });

  const histories = fc.array(fc.constantFrom(...Object.keys(SEEN)), { minLength: 1, maxLength: 40 });

  it('opens and closes in turn, whatever the history', () => {
    fc.assert(
      fc.property(histories, (history) => {
        let open = false;
        for (const turn of replay(history)
          .said.flat()
          .map((text) => text.split(' ')[0])) {
          if (turn === 'opened' || turn === 'blind') {
            expect(open).toBe(false);
            open = true;
          } else {
            expect(open).toBe(true);
            if (turn === 'cleared') open = false;
          }
        }
        expect(replay(history).last.standing !== null).toBe(open);
      }),
      { numRuns: runs(500) },
    );
  });

  it('never opens or clears an incident on unknown', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { said } = replay(history);
        history.forEach((name, index) => {
          if (name === 'unknown') expect(said[index]!.every((text) => text.startsWith('blind '))).toBe(true);
        });
      }),
      { numRuns: runs(300) },
    );
  });

  it('changes nothing where a verdict is compared with itself', () => {
    fc.assert(
      fc.property(histories, fc.constantFrom('critical', 'major', 'warning', 'sound'), (history, verdict) => {
        // After two agreeing runs everything that could be said has been said.
        const settled = replay([...history, verdict, verdict]).last;
        expect(replay([verdict, verdict, verdict], { ...settled, worked: true }).said.flat()).toEqual([]);
      }),
      { numRuns: runs(300) },
    );
  });
});

describe('openAfter within openWithin', () => {
  const said = (history: readonly string[], policy: IncidentPolicy): number[] =>
    replay(['sound', ...history], NEW_SUBJECT, policy)
      .said.slice(1)
      .map((one) => one.length);

  it.each([
    ['2 of 3: a sound run may lie between', { openAfter: 2, openWithin: 3 }, ['major', 'sound', 'major'], [0, 0, 1]],
    ['2 of 3: two may not', { openAfter: 2, openWithin: 3 }, ['major', 'sound', 'sound', 'major'], [0, 0, 0, 0]],
    [
      'unknown is no verdict',
      { openAfter: 2, openWithin: 3 },
      ['major', 'unknown', 'sound', 'unknown', 'major'],
      [0, 0, 0, 0, 1],
    ],
    [
      'without it, in a row',
      { openAfter: 3 },
      ['major', 'major', 'sound', 'major', 'major', 'major'],
      [0, 0, 0, 0, 0, 1],
    ],
  ])('%s', (_, policy, history, opened) => {
    expect(said(history, { ...POLICY, ...policy })).toEqual(opened);
  });

  it('counts the runs of a record of an earlier version in a row', () => {
    const known = { ...NEW_SUBJECT, worked: true, seen: 1 };
    expect(replay(['major'], known).said).toEqual([['opened ptr.not-confirmed']]);
  });

  it('opens exactly when enough of the last verdicts are problems, and remembers no verdict that no longer counts', () => {
    const numbers = fc.record({ openAfter: fc.integer({ min: 1, max: 5 }), more: fc.integer({ min: 0, max: 5 }) });
    fc.assert(
      fc.property(
        numbers,
        fc.array(fc.constantFrom('major', 'sound', 'unknown'), { maxLength: 25 }),
        ({ openAfter, more }, history) => {
          const openWithin = openAfter + more;
          const policy = { ...POLICY, blindAfter: 100, openAfter, openWithin };
          const { said, last } = replay(['sound', ...history], NEW_SUBJECT, policy);
          const verdicts: string[] = ['sound'];
          let expected = -1;
          for (const [index, name] of history.entries()) {
            if (name !== 'unknown') verdicts.push(name);
            const recent = verdicts.slice(-openWithin).filter((one) => one === 'major').length;
            if (expected < 0 && name === 'major' && recent >= openAfter) expected = index + 1;
          }
          expect(said.findIndex((one) => one.length > 0)).toBe(expected);
          const counting = verdicts.slice(-openWithin).slice(openWithin > 1 && verdicts.length >= openWithin ? 1 : 0);
          if (expected < 0)
            expect(last.seen).toBe(openWithin === 1 ? 0 : counting.filter((one) => one === 'major').length);
        },
      ),
      { numRuns: runs(300) },
    );
  });
});
