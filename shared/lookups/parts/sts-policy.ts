/** The policy of MTA-STS (RFC 8461 section 3.2): lines of `key: value`, `mx` as often as there are hosts. */
import type { Answer } from '../../dns/answer.ts';
import type { Evidence } from '../../model/finding.ts';
import { printable } from '../../model/text.ts';
import type { Draft } from './command.ts';
import { evidenceOfAll, unasked } from './draft.ts';

const WEEK_S = 604_800;
const YEAR_S = 31_557_600;

export type Policy = readonly (readonly [string, string])[];

const MAX_LINES = 200;

export const parsePolicy = (text: string): Policy =>
  text.split(/\r?\n/, MAX_LINES).flatMap((line) => {
    const at = line.indexOf(':');
    return at < 1 ? [] : [[line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()] as const];
  });

const keyIn = (policy: Policy, tag: string): string => policy.find(([name]) => name === tag)?.[1] ?? '';

export function judgePolicy(policy: Policy, mx: Answer<'MX'>, evidence: Evidence): readonly Draft[] {
  const drafts = [...judgeKeys(policy, evidence), ...judgeHosts(policy, mx, evidence)];
  if (drafts.length > 0) return drafts;
  const summary = `the policy is enforced for ${keyIn(policy, 'max_age')} s and fits the mail hosts`;
  return [{ id: 'mta-sts.policy', status: 'pass', evidence: [evidence], summary }];
}

function judgeKeys(policy: Policy, evidence: Evidence): readonly Draft[] {
  const mode = keyIn(policy, 'mode');
  const age = /^\d{1,10}$/.test(keyIn(policy, 'max_age')) ? Number(keyIn(policy, 'max_age')) : null;
  const known = mode === 'enforce' || mode === 'testing' || mode === 'none';
  const wrong: readonly (readonly [boolean, string, 'warn' | 'fail', string, string])[] = [
    [
      keyIn(policy, 'version') !== 'STSv1',
      ...(['version', 'fail', 'the policy does not say version: STSv1', 'Write it as its first line.'] as const),
    ],
    [
      !known,
      ...([
        'mode',
        'fail',
        `the mode "${printable(mode, 30)}" is none`,
        'Write mode: testing, later enforce.',
      ] as const),
    ],
    [
      known && mode !== 'enforce',
      ...(['mode-mild', 'warn', `the mode is ${mode}: senders deliver without TLS all the same`] as const),
      'Write mode: enforce once the TLS reports are clean, and change the id.',
    ],
    [
      age === null || age > YEAR_S,
      ...(['max-age', 'fail', 'max_age is missing, or more than a year', 'Write max_age: 604800 or more.'] as const),
    ],
    [
      age !== null && age < WEEK_S && mode === 'enforce',
      ...(['max-age-short', 'warn', `max_age is ${age} s: an attacker need only hide the policy for so long`] as const),
      'Write a week at least.',
    ],
  ];
  return wrong
    .filter(([isWrong]) => isWrong)
    .map(([, id, status, summary, text]) => ({
      ...{ id: `mta-sts.${id}`, status, summary, evidence: [evidence], remedy: { text } },
    }));
}

function judgeHosts(policy: Policy, mx: Answer<'MX'>, evidence: Evidence): readonly Draft[] {
  const mode = keyIn(policy, 'mode');
  if (mode === 'none') return [];
  if (mx.kind === 'failed') return [unasked('mta-sts.mx-unknown', mx)];
  const patterns = policy.filter(([name]) => name === 'mx').map(([, value]) => value.toLowerCase());
  // Without an MX the domain is its own mail host (RFC 5321 section 5.1), and the policy has to name it.
  const exchanges = mx.kind === 'absent' ? [mx.trace.name] : mx.records.map(({ exchange }) => exchange);
  const outside = exchanges.filter((host) => host !== '' && !patterns.some((pattern) => fits(host, pattern)));
  if (outside.length === 0) return [];
  const hosts = outside.slice(0, 5).map((host) => printable(host, 80));
  return [
    {
      ...{ id: 'mta-sts.mx', status: mode === 'enforce' ? 'fail' : 'warn' },
      summary: `the policy leaves out the mail host ${hosts.join(', ')}: senders that keep to it do not deliver there`,
      evidence: [evidence, ...evidenceOfAll([mx])],
      remedy: { text: 'Add a line mx: for each mail host, and change the id.' },
    },
  ];
}

/** Section 4.1: a star stands for exactly one label, the leftmost. */
function fits(host: string, pattern: string): boolean {
  if (!pattern.startsWith('*.')) return host === pattern;
  const dot = host.indexOf('.');
  return dot > 0 && host.slice(dot) === pattern.slice(1);
}
