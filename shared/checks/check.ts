/** One check = one file in this folder: targets in, findings out, nothing remembered and nothing written. */
import type { Resolver } from '../dns/answer.ts';
import type { Clock, Random } from '../model/clock.ts';
import type { CheckId, Coverage, Finding } from '../model/finding.ts';
import type { Target } from '../model/target.ts';
import type { SurveyFingerprints } from '../spf/survey.ts';

export type CheckPorts = { readonly resolver: Resolver; readonly clock: Clock; readonly random: Random };

export type { SurveyFingerprints };

export type TargetReport = {
  readonly target: Target;
  readonly findings: readonly Finding[];
  /** Lists only; a check without lists leaves it out. */
  readonly coverage?: Coverage;
  /** What the check wants to compare with at the next run: a hash by name (SPF: by included domain). */
  readonly fingerprints?: SurveyFingerprints;
};

export type Check = {
  readonly id: CheckId;
  /** One report a target, in the order given. Never rejects for what the network or a hostile zone does. */
  readonly run: (targets: readonly Target[], ports: CheckPorts) => Promise<readonly TargetReport[]>;
};
