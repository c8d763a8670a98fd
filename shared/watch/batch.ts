/**
 * One batch = the targets and lists that one worker asks. What comes of it is small, whatever was found: the findings of
 * subjects whose state they would change, a tally a list, and sums. Repeating a batch overwrites the same key; a worker
 * reads the last known state and writes none.
 */
import type { Check, CheckPorts, Fingerprints, TargetReport } from '../checks/check.ts';
import type { Finding, NotCovered } from '../model/finding.ts';
import { type Target, targetKey } from '../model/target.ts';
import { observe } from './observe.ts';
import type { Batch } from './plan.ts';
import { newState, type TargetState } from './state.ts';
import { stepTarget, targetRules } from './step.ts';

export type ListTally = {
  readonly asked: number;
  readonly answered: number;
  /** What proves that the list answers, or shows why it does not. */
  readonly example: Finding;
};

export type BatchResult = {
  readonly key: string;
  /** Targets whose state this batch changes, a target's very first look included. */
  readonly touched: readonly Target[];
  /** Of the touched targets, the findings of the subjects that change. */
  readonly findings: readonly Finding[];
  readonly lists: Readonly<Record<string, ListTally>>;
  readonly coverage: { readonly asked: number; readonly answered: number; readonly notCovered: readonly NotCovered[] };
  readonly fingerprints: Fingerprints;
};

/** The result to store, and everything that was found, for whoever wants to show it now. */
export type Worked = { readonly result: BatchResult; readonly reports: readonly TargetReport[] };

export async function work(
  { key, targets }: Batch,
  check: Check,
  states: ReadonlyMap<string, TargetState>,
  lists: ReadonlySet<string>,
  ports: CheckPorts,
): Promise<Worked> {
  const reports = await check.run(targets, ports);
  const touched: Target[] = [];
  const findings: Finding[] = [];
  for (const report of reports) {
    const changing = changingFindings(report, states.get(targetKey(report.target)), lists);
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
    lists: tally(reports),
    coverage: {
      asked: coverages.reduce((sum, { asked }) => sum + asked, 0),
      answered: coverages.reduce((sum, { answered }) => sum + answered, 0),
      notCovered: [...notCovered.values()],
    },
    fingerprints: Object.assign({}, ...reports.map(({ fingerprints }) => fingerprints ?? {})),
  };
  return { result, reports };
}

/** Null where nothing changes. `close` steps again, with what it knows of the whole run; this only foresees whether it must. */
function changingFindings(
  { target, findings }: TargetReport,
  stored: TargetState | undefined,
  lists: ReadonlySet<string>,
): readonly Finding[] | null {
  const known = stored ?? newState(targetKey(target));
  const observed = observe(findings, target);
  const { state } = stepTarget(known, {
    run: FORESIGHT,
    target,
    observed: observed.observations,
    lists,
    rules: targetRules([]),
  });
  if (state === known) return null;
  return findings.filter((finding) => {
    const key = observed.keyOf(finding);
    return JSON.stringify(state.subjects[key]) !== JSON.stringify(known.subjects[key]);
  });
}

const FORESIGHT = { id: '', at: '' };

function tally(reports: readonly TargetReport[]): Record<string, ListTally> {
  const lists: Record<string, ListTally> = {};
  for (const finding of reports.flatMap(({ findings }) => findings)) {
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
  return lists;
}
