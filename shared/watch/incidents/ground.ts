/**
 * Why an address is watched as a sender. Once a sender, always a sender until a person says otherwise: a record that made it one
 * and is gone ends nothing. That it is gone is a finding of its own, beside what the checks say of the record.
 */

import type { TargetReport } from '../../checks/check.ts';
import { defined } from '../../model/defined.ts';
import { type Finding, summaryOf } from '../../model/finding.ts';
import { weightOf } from '../../model/findings/index.ts';
import { type AddressTarget, type Ground, type Target, targetKey } from '../../model/target.ts';
import { groundBack, groundGone, namedByHand } from './words.ts';

/** Of what made it a sender and is gone, the domain; null where nothing is. */
export function groundDomain({ grounds = [] }: AddressTarget): string | null {
  const gone = grounds.find(({ until }) => until !== undefined);
  if (gone === undefined) return null;
  return gone.kind === 'ptr' ? parentOf(gone.name) : gone.name;
}

function parentOf(name: string): string {
  const parent = name.split('.').slice(1).join('.');
  return parent.includes('.') ? parent : name;
}

const goneOf = (target: Target): readonly Ground[] =>
  target.kind === 'domain' ? [] : (target.grounds ?? []).filter(({ until }) => until !== undefined);

function groundFindings(target: Target): readonly Finding[] {
  const gone = goneOf(target);
  if (target.kind === 'domain' || gone.length === 0) return [];
  const key = targetKey(target);
  const { elasticIp } = target;
  const { check, status, severity } = weightOf('sender.ground-gone');
  return [
    {
      check,
      id: 'sender.ground-gone',
      target: key,
      subject: key,
      status,
      severity,
      evidence: [],
      ...summaryOf(groundGone(key, gone)),
      remedy: {
        id: 'sender.ground-gone',
        with: defined({
          command:
            elasticIp === undefined
              ? undefined
              : `aws ec2 describe-addresses --region ${elasticIp.region} --allocation-ids ${elasticIp.allocationId}`,
        }),
      },
    },
  ];
}

/** What a check of addresses found, and why each of them is watched. */
export const withGrounds = (reports: readonly TargetReport[]): readonly TargetReport[] =>
  reports.map((report) => {
    const more = groundFindings(report.target);
    return more.length === 0 ? report : { ...report, findings: [...report.findings, ...more] };
  });

/** The record is back, or a person has named the address since: nothing is left to be reported about it. */
export function groundsStand(target: Target): Finding | null {
  if (target.kind === 'domain' || goneOf(target).length > 0) return null;
  const key = targetKey(target);
  const summary = (target.grounds ?? []).length > 0 ? groundBack(key) : namedByHand(key);
  const { check, status, severity } = weightOf('sender.grounded');
  return {
    check,
    id: 'sender.grounded',
    target: key,
    subject: key,
    status,
    severity,
    ...summaryOf(summary),
    evidence: [],
    remedy: null,
  };
}
