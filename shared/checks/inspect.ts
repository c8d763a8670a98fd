/** Several checks over several targets -> the answer of `check`, on the command line and over HTTP alike. */
import type { Proofs } from '../dns/proven.ts';
import { noneSound, type ResolverProof } from '../dns/soundness.ts';
import {
  type Coverage,
  compareFindings,
  criticalCoverage,
  type Finding,
  type NotCovered,
  publishedCoverage,
  type Status,
  targetStatus,
  worstStatus,
} from '../model/finding.ts';
import { type Target, type TargetView, targetKey, viewTarget } from '../model/target.ts';
import { type PublishedFinding, publishedFindingIn, type Spoken } from '../remedies/render.ts';
import type { Check, CheckPorts, TargetReport } from './check.ts';

export type Inspected = {
  readonly target: TargetView;
  readonly status: Status;
  readonly coverage: Coverage;
  /** Worst first. */
  readonly findings: readonly Finding[];
};

/** As it leaves in JSON: its advice in words. */
export type PublishedTarget = Omit<Inspected, 'findings'> & { readonly findings: readonly PublishedFinding[] };

/** Without a language in English. */
export const publishedTargetIn =
  (spoken?: Spoken) =>
  ({ findings, coverage, ...rest }: Inspected): PublishedTarget => ({
    ...rest,
    coverage: publishedCoverage(coverage),
    findings: findings.map((one) => publishedFindingIn(spoken)(one)),
  });

export const publishedTarget = /* @__PURE__ */ publishedTargetIn();

export type Inspection = {
  readonly status: Status;
  /** The resolvers that were asked, and whether they may be believed. */
  readonly resolver: readonly ResolverProof[];
  readonly targets: readonly Inspected[];
  /** DNS questions that left for a resolver, retransmissions not counted. */
  readonly queries: number;
  readonly durationMs: number;
};

export type InspectPorts = CheckPorts & {
  /** Of the resolvers that were asked so far. */
  readonly proofs: Proofs;
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
  const general = checks.some(({ id }) => id === 'dnsbl') ? notCovered : [];
  const resolver = await ports.proofs();
  const inspected = summarise(targets, reports, { notCovered: general, resolver, isCritical: ports.isCritical });
  return {
    status: worstStatus(inspected.map(({ status }) => status)),
    resolver,
    targets: inspected,
    queries: ports.asked() - before,
    durationMs: Math.round(ports.clock.monotonic() - started),
  };
}

type Asked = {
  readonly notCovered: readonly NotCovered[];
  readonly resolver: readonly ResolverProof[];
  readonly isCritical: (list: string) => boolean;
};

/** Reports of several checks, gathered by target. */
export function summarise(
  targets: readonly Target[],
  reports: readonly TargetReport[],
  { notCovered, resolver, isCritical }: Asked,
): readonly Inspected[] {
  const byTarget = Map.groupBy(reports, (report) => targetKey(report.target));
  return targets.map((target) => {
    const own = byTarget.get(targetKey(target)) ?? [];
    const findings = own.flatMap((report) => report.findings).sort(compareFindings);
    const missing = [...own.flatMap((report) => report.coverage?.notCovered ?? []), ...notCovered];
    const coverage: Coverage = {
      ...totalCoverage(own),
      notCovered: missing,
      ...(own.some((report) => report.coverage !== undefined) && {
        critical: criticalCoverage(findings, missing, isCritical),
      }),
    };
    // Without a resolver that proved itself nothing is known of the target as a whole, whatever one list says for itself.
    const status = noneSound(resolver) ? 'unknown' : targetStatus(findings, coverage, isCritical);
    return { target: viewTarget(target), status, coverage, findings };
  });
}

function totalCoverage(reports: readonly TargetReport[]): { asked: number; answered: number } {
  const sum = (pick: (coverage: Coverage) => number): number =>
    reports.reduce((total, { coverage }) => total + (coverage === undefined ? 0 : pick(coverage)), 0);
  return { asked: sum(({ asked }) => asked), answered: sum(({ answered }) => answered) };
}
