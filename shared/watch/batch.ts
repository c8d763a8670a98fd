/** One batch = the targets and lists that one worker asks. Repeating it writes the same key again; it writes no state. */
import type { Check, CheckPorts, Fingerprints } from '../checks/check.ts';
import type { Coverage, Finding } from '../model/finding.ts';
import { type Target, targetKey } from '../model/target.ts';
import type { Batch } from './plan.ts';

export type BatchResult = {
  readonly key: string;
  readonly findings: readonly Finding[];
  /** By target, lists only. */
  readonly coverage: Readonly<Record<string, Coverage>>;
  readonly fingerprints: Fingerprints;
};

/** `checkFor` builds the batch's check with exactly the batch's lists. */
export async function work(
  batch: Batch,
  targets: ReadonlyMap<string, Target>,
  checkFor: (batch: Batch) => Check,
  ports: CheckPorts,
): Promise<BatchResult> {
  const known = batch.targets.map((key) => targets.get(key)).filter((target) => target !== undefined);
  const reports = await checkFor(batch).run(known, ports);
  const coverage: Record<string, Coverage> = {};
  for (const report of reports) if (report.coverage !== undefined) coverage[targetKey(report.target)] = report.coverage;
  const fingerprints = Object.assign({}, ...reports.map((report) => report.fingerprints ?? {}));
  return { key: batch.key, findings: reports.flatMap(({ findings }) => findings), coverage, fingerprints };
}
