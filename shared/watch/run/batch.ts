/**
 * One batch = the targets and lists that one worker asks. What comes of it is small, whatever was found: the findings of
 * subjects whose state they would change, a tally a list, and sums. Repeating a batch overwrites the same key; a worker
 * reads the last known state and writes none.
 */
import type { Check, CheckPorts, TargetReport } from '../../checks/check.ts';
import type { Finding } from '../../model/finding.ts';
import { type Target, targetKey } from '../../model/target.ts';
import type { CandidateFloor } from '../incidents/candidates.ts';
import { withGrounds } from '../incidents/ground.ts';
import { observe } from '../incidents/observe.ts';
import type { BatchResult, ListTally } from '../incidents/result.ts';
import { type Habits, targetRules } from '../incidents/rules.ts';
import { newState, type TargetState } from '../incidents/state.ts';
import { stepTarget } from '../incidents/step.ts';
import type { Batch } from './plan.ts';

/** The result to store, and everything that was found, for anyone who wants to show it now. */
export type Worked = { readonly result: BatchResult; readonly reports: readonly TargetReport[] };

/** What the last run left, and what holds now. `at`: ISO time. */
export type Foresight = {
  readonly at: string;
  readonly states: ReadonlyMap<string, TargetState>;
  /** Ids of the lists that are watched. */
  readonly lists: ReadonlySet<string>;
  readonly habits: Habits;
  readonly floor: CandidateFloor;
};

export async function work(
  { key, targets }: Batch,
  check: Check,
  foresight: Foresight,
  ports: CheckPorts,
): Promise<Worked> {
  const found = await check.run(targets, ports);
  // Every address is asked for its reverse name, each time: so that is where it is said why it is watched.
  const reports = check.id === 'ptr' ? withGrounds(found) : found;
  const touched: Target[] = [];
  const findings: Finding[] = [];
  const lists: Record<string, ListTally> = {};
  for (const report of reports) {
    // Once: those of lists are made anew by each look.
    const { findings: own } = report;
    tally(own, lists);
    const changing = changingFindings(report.target, own, foresight);
    if (changing === null) continue;
    touched.push(report.target);
    findings.push(...changing);
  }
  const coverages = reports.flatMap(({ coverage }) => (coverage === undefined ? [] : [coverage]));
  const notCovered = new Map(coverages.flatMap((one) => one.notCovered).map((one) => [one.list, one]));
  const result: BatchResult = {
    key,
    touched,
    findings,
    lists,
    coverage: {
      asked: coverages.reduce((sum, { asked }) => sum + asked, 0),
      answered: coverages.reduce((sum, { answered }) => sum + answered, 0),
      notCovered: [...notCovered.values()],
    },
    fingerprints: Object.assign({}, ...reports.map(({ fingerprints }) => fingerprints ?? {})),
  };
  return { result, reports };
}

/**
 * Null where nothing changes, and nothing is due to be reported: a snooze that is over, a reminder. `close` steps again, with what
 * it knows of the whole run, at the run's own time, which is earlier: what is due then is due here.
 */
function changingFindings(
  target: Target,
  findings: readonly Finding[],
  foresight: Foresight,
): readonly Finding[] | null {
  const { at, states, lists, habits, floor } = foresight;
  const known = states.get(targetKey(target)) ?? newState(targetKey(target));
  const observed = observe(findings, target, floor);
  const { state } = stepTarget(known, {
    run: { id: '', at },
    target,
    observed: observed.observations,
    lists,
    rules: targetRules(habits, floor),
  });
  if (state === known) return null;
  return findings.filter((finding) => {
    const key = observed.keyOf(finding);
    return JSON.stringify(state.subjects[key]) !== JSON.stringify(known.subjects[key]);
  });
}

/** Adds a target's findings to what came of each list. */
function tally(findings: readonly Finding[], lists: Record<string, ListTally>): void {
  for (const finding of findings) {
    if (finding.check !== 'dnsbl') continue;
    const answers = finding.status !== 'unknown';
    const known = lists[finding.subject] ?? { asked: 0, answered: 0, example: finding };
    const better = answers && known.example.status === 'unknown';
    lists[finding.subject] = {
      asked: known.asked + 1,
      answered: known.answered + (answers ? 1 : 0),
      example: better ? finding : known.example,
    };
  }
}
