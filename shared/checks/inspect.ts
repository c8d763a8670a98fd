/** Several checks over several targets -> the answer of `check`, on the command line and over HTTP alike. */
import { type Coverage, compareFindings, type Finding, type NotCovered, type Status, targetStatus, worstStatus } from '../model/finding.ts';
import { type Target, targetKey, type TargetView, viewTarget } from '../model/target.ts';
import type { Check, CheckPorts } from './check.ts';

export type Inspected = {
  readonly target: TargetView;
  readonly status: Status;
  readonly coverage: Coverage;
  /** Worst first. */
  readonly findings: readonly Finding[];
};

export type Inspection = {
  readonly status: Status;
  readonly targets: readonly Inspected[];
  /** DNS questions that left for a resolver, retransmissions not counted. */
  readonly queries: number;
  readonly durationMs: number;
};

export type InspectPorts = CheckPorts & {
  /** Questions asked so far. */
  readonly asked: () => number;
  readonly isCritical: (list: string) => boolean;
};

/** `notCovered` names the lists that were left out before any check began. */
export async function inspect(
  targets: readonly Target[],
  checks: readonly Check[],
  notCovered: readonly NotCovered[],
  ports: InspectPorts,
): Promise<Inspection> {
  const started = ports.clock.monotonic();
  const before = ports.asked();
  const reports = (await Promise.all(checks.map((check) => check.run(targets, ports)))).flat();
  const listsAsked = checks.some(({ id }) => id === 'dnsbl');
  const byTarget = Map.groupBy(reports, (report) => targetKey(report.target));
  const inspected = targets.map((target): Inspected => {
    const own = byTarget.get(targetKey(target)) ?? [];
    const findings = own.flatMap((report) => report.findings).sort(compareFindings);
    const lists = own.find((report) => report.coverage !== undefined)?.coverage;
    const coverage: Coverage = {
      asked: lists?.asked ?? 0,
      answered: lists?.answered ?? 0,
      notCovered: listsAsked ? [...(lists?.notCovered ?? []), ...notCovered] : [],
    };
    return { target: viewTarget(target), status: targetStatus(findings, coverage, ports.isCritical), coverage, findings };
  });
  return {
    status: worstStatus(inspected.map(({ status }) => status)),
    targets: inspected,
    queries: ports.asked() - before,
    durationMs: Math.round(ports.clock.monotonic() - started),
  };
}
