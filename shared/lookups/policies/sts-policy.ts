/** The policy of MTA-STS (RFC 8461 section 3.2): lines of `key: value`, `mx` as often as there are hosts. */

import type { Answer } from '../../dns/answer.ts';
import type { Evidence } from '../../model/finding.ts';
import type { Text } from '../../model/language.ts';
import { sentences } from '../../model/sentence.ts';
import { printable } from '../../model/text.ts';
import type { FindingDraft } from '../core/command.ts';
import { evidenceOfAll, makeDraft, unaskedDraft } from '../core/draft.ts';
import { dotAdvice } from '../core/final-dot.ts';
import type { OwnIdOf } from '../core/findings.ts';
import type { LookupRemedy } from '../remedies/index.ts';
import {
  BAD_AGE,
  dottedMx,
  ENCODING,
  fieldInCapitals,
  fieldTwice,
  hostsLeftOut,
  mildMode,
  mxList,
  NO_STS_VERSION,
  notAMode,
  oddEncoding,
  oddLine,
  policyFits,
  policyOfType,
  shortAge,
} from './words.ts';

const WEEK_S = 604_800;
const YEAR_S = 31_557_600;

type Fields = readonly (readonly [string, string])[];

export type StsPolicy = {
  /** Names as they are written, values without blanks around them. */
  readonly fields: Fields;
  /** What an editor did to the file as a whole; null where nothing is to be seen. */
  readonly slip: Text | null;
  /** The first line that is no `key: value`; null if there is none. */
  readonly odd: string | null;
};

const MAX_LINES = 200;

export function parsePolicy(body: Buffer): StsPolicy {
  const { text, slip } = decoded(body);
  const isOldMac = text.includes('\r') && !text.includes('\n');
  const lines = text.split(isOldMac ? '\r' : /\r?\n/, MAX_LINES);
  const fields = lines.flatMap((line) => {
    const at = line.indexOf(':');
    return at < 1 ? [] : [[line.slice(0, at).trim(), line.slice(at + 1).trim()] as const];
  });
  const odd = lines.find((line) => line.trim() !== '' && line.indexOf(':') < 1) ?? null;
  return { fields, odd, slip: slip ?? (isOldMac ? ENCODING.oldMac : null) };
}

/** The file is ASCII text (RFC 8461 section 3.2): an editor's mark in front of it hides the version from senders. */
function decoded(body: Buffer): Pick<StsPolicy, 'slip'> & { readonly text: string } {
  const [first, second] = body;
  if (first === 0xff && second === 0xfe) return { text: body.subarray(2).toString('utf16le'), slip: ENCODING.utf16 };
  const text = body.toString('utf8');
  if (!text.startsWith('\ufeff')) return { text, slip: null };
  return { text: text.replace(/^\ufeff+/, ''), slip: ENCODING.mark };
}

/** Section 3.2: of a field that is written twice all but the first are ignored. Names are matched with their case. */
const keyIn = ({ fields }: StsPolicy, tag: string): string => fields.find(([name]) => name === tag)?.[1] ?? '';

/** Section 3.2: text/plain, so that no one makes a policy out of what users may upload. A missing type does not count as another type. */
export function judgeMediaType(header: string | undefined, evidence: Evidence): readonly FindingDraft[] {
  const type = (header ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type === '' || type === 'text/plain') return [];
  const remedy = { id: 'mta-sts.media-type', with: {} } as const;
  return [makeDraft('mta-sts.media-type', 'warn', policyOfType(printable(type, 60)), [evidence], remedy)];
}

export function judgePolicy(policy: StsPolicy, mx: Answer<'MX'>, evidence: Evidence): readonly FindingDraft[] {
  const drafts = [
    ...judgeForm(policy, evidence),
    ...judgeKeys(policy, evidence),
    ...judgePatterns(policy, evidence),
    ...judgeHosts(policy, mx, evidence),
  ];
  if (drafts.length > 0) return drafts;
  return [makeDraft('mta-sts.policy', 'pass', policyFits(keyIn(policy, 'max_age')), [evidence])];
}

const KEYS: readonly string[] = ['version', 'mode', 'mx', 'max_age'];

function judgeForm({ fields, slip, odd }: StsPolicy, evidence: Evidence): readonly FindingDraft[] {
  const draft = (
    id: OwnIdOf<'mta-sts'>,
    status: FindingDraft['status'],
    summary: Text,
    remedy: LookupRemedy,
  ): FindingDraft => makeDraft(`mta-sts.${id}`, status, summary, [evidence], remedy);
  const drafts: FindingDraft[] = [];
  if (slip !== null) drafts.push(draft('encoding', 'fail', oddEncoding(slip), { id: 'mta-sts.encoding', with: {} }));
  const names = fields.map(([name]) => name);
  const twice = KEYS.find((key) => key !== 'mx' && names.filter((name) => name === key).length > 1);
  if (twice !== undefined)
    drafts.push(draft('duplicate', 'warn', fieldTwice(twice), { id: 'mta-sts.one-line', with: { field: twice } }));
  const cased = names.find((name) => !KEYS.includes(name) && KEYS.includes(name.toLowerCase()));
  if (cased !== undefined) {
    const summary = fieldInCapitals(printable(cased, 30), cased.toLowerCase());
    drafts.push(draft('key-case', 'fail', summary, { id: 'mta-sts.small-letters', with: {} }));
  }
  if (odd !== null && fields.length > 0)
    drafts.push(draft('line', 'warn', oddLine(printable(odd, 60)), { id: 'mta-sts.line', with: {} }));
  return drafts;
}

/** What a line mx: may not hold: the grammar's Domain has no final dot, and one line names one host. */
function judgePatterns(policy: StsPolicy, evidence: Evidence): readonly FindingDraft[] {
  const status = keyIn(policy, 'mode') === 'enforce' ? 'fail' : 'warn';
  const values = policy.fields.filter(([name]) => name === 'mx').map(([, value]) => value);
  const drafts: FindingDraft[] = [];
  const dotted = values.find((value) => value.endsWith('.'));
  if (dotted !== undefined) {
    const shown = printable(dotted, 100);
    const remedy = { id: 'mta-sts.no-dot', with: { pattern: shown.slice(0, -1) } } as const;
    drafts.push(makeDraft('mta-sts.mx-dot', status, dottedMx(shown), [evidence], remedy));
  }
  const several = values.find((value) => /[,;\s]/.test(value));
  if (several !== undefined) {
    const remedy = { id: 'mta-sts.line-a-host', with: {} } as const;
    drafts.push(makeDraft('mta-sts.mx-list', status, mxList(printable(several, 100)), [evidence], remedy));
  }
  return drafts;
}

type Wrong = {
  readonly isWrong: boolean;
  readonly id: OwnIdOf<'mta-sts'>;
  readonly status: 'warn' | 'fail';
  readonly summary: Text;
  readonly remedy: LookupRemedy;
};

function judgeKeys(policy: StsPolicy, evidence: Evidence): readonly FindingDraft[] {
  const mode = keyIn(policy, 'mode');
  const age = /^\d{1,10}$/.test(keyIn(policy, 'max_age')) ? Number(keyIn(policy, 'max_age')) : null;
  const known = mode === 'enforce' || mode === 'testing' || mode === 'none';
  const wrong: readonly Wrong[] = [
    {
      isWrong: keyIn(policy, 'version') !== 'STSv1',
      id: 'version',
      status: 'fail',
      summary: NO_STS_VERSION,
      remedy: { id: 'mta-sts.version', with: {} },
    },
    {
      isWrong: !known,
      id: 'mode',
      status: 'fail',
      summary: notAMode(printable(mode, 30)),
      remedy: { id: 'mta-sts.mode', with: {} },
    },
    {
      isWrong: known && mode !== 'enforce',
      id: 'mode-mild',
      status: 'warn',
      summary: mildMode(mode),
      remedy: { id: 'mta-sts.enforce', with: {} },
    },
    {
      isWrong: age === null || age > YEAR_S,
      id: 'max-age',
      status: 'fail',
      summary: BAD_AGE,
      remedy: { id: 'mta-sts.max-age', with: {} },
    },
    {
      isWrong: age !== null && age < WEEK_S && mode === 'enforce',
      id: 'max-age-short',
      status: 'warn',
      summary: shortAge(age ?? 0),
      remedy: { id: 'mta-sts.max-age', with: {} },
    },
  ];
  return wrong
    .filter(({ isWrong }) => isWrong)
    .map(({ id, status, summary, remedy }) => makeDraft(`mta-sts.${id}`, status, summary, [evidence], remedy));
}

function judgeHosts(policy: StsPolicy, mx: Answer<'MX'>, evidence: Evidence): readonly FindingDraft[] {
  const mode = keyIn(policy, 'mode');
  if (mode === 'none') return [];
  if (mx.kind === 'failed') return [unaskedDraft('mta-sts.mx-unknown', mx)];
  // What is wrong with a line itself was said before: here it counts as it was meant.
  const patterns = policy.fields
    .filter(([name]) => name.toLowerCase() === 'mx')
    .flatMap(([, value]) => value.toLowerCase().split(/[,;\s]+/))
    .map((value) => (value.endsWith('.') ? value.slice(0, -1) : value));
  // Without an MX the domain is its own mail host (RFC 5321 section 5.1), and the policy has to name it.
  const exchanges = mx.kind === 'absent' ? [mx.trace.name] : mx.records.map(({ exchange }) => exchange);
  const outside = exchanges.filter((host) => host !== '' && !patterns.some((pattern) => fits(host, pattern)));
  if (outside.length === 0) return [];
  const hosts = outside.slice(0, 5).map((host) => printable(host, 80));
  const summary = hostsLeftOut(hosts.join(', '));
  const about = { owner: mx.trace.name, type: 'MX', isAbsent: false } as const;
  const dot = outside.map((host) => dotAdvice(host, about)).find((advice) => advice !== null) ?? null;
  return [
    makeDraft(
      'mta-sts.mx',
      mode === 'enforce' ? 'fail' : 'warn',
      dot === null ? summary : sentences(summary, dot.why),
      [evidence, ...evidenceOfAll([mx])],
      dot === null ? { id: 'mta-sts.add-hosts', with: { hosts } } : dot.remedy,
    ),
  ];
}

/** Section 4.1: a star matches exactly one label, the leftmost. */
function fits(host: string, pattern: string): boolean {
  if (!pattern.startsWith('*.')) return host === pattern;
  const dot = host.indexOf('.');
  return dot > 0 && host.slice(dot) === pattern.slice(1);
}
