/** The policy of MTA-STS (RFC 8461 section 3.2): lines of `key: value`, `mx` as often as there are hosts. */

import type { Answer } from '../../dns/answer.ts';
import type { Evidence } from '../../model/finding.ts';
import { untranslated } from '../../model/language.ts';
import { printable } from '../../model/text.ts';
import type { FindingDraft } from '../core/command.ts';
import { evidenceOfAll, makeDraft, unaskedDraft } from '../core/draft.ts';
import { dotAdvice } from '../core/final-dot.ts';
import type { SaidBy } from '../core/findings.ts';

const WEEK_S = 604_800;
const YEAR_S = 31_557_600;

type Fields = readonly (readonly [string, string])[];

export type StsPolicy = {
  /** Names as they are written, values without blanks around them. */
  readonly fields: Fields;
  /** What an editor did to the file as a whole, in words; null where nothing is to be seen. */
  readonly slip: string | null;
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
  return { fields, odd, slip: slip ?? (isOldMac ? 'lines that end in CR alone (they must end in CRLF or LF)' : null) };
}

/** The file is ASCII text (RFC 8461 section 3.2): an editor's mark in front of it hides the version from senders. */
function decoded(body: Buffer): Pick<StsPolicy, 'slip'> & { readonly text: string } {
  const [first, second] = body;
  if (first === 0xff && second === 0xfe)
    return { text: body.subarray(2).toString('utf16le'), slip: 'UTF-16 text with a byte order mark (BOM)' };
  const text = body.toString('utf8');
  if (!text.startsWith('\ufeff')) return { text, slip: null };
  return { text: text.replace(/^\ufeff+/, ''), slip: 'a byte order mark (BOM) before its first line' };
}

/** Section 3.2: of a field that stands there twice all but the first are ignored. Names are matched with their case. */
const keyIn = ({ fields }: StsPolicy, tag: string): string => fields.find(([name]) => name === tag)?.[1] ?? '';

/** Section 3.2: text/plain, so that nobody makes a policy out of what users may upload. Not said at all is no other type. */
export function judgeMediaType(header: string | undefined, evidence: Evidence): readonly FindingDraft[] {
  const type = (header ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type === '' || type === 'text/plain') return [];
  const summary = `the policy comes as ${printable(type, 60)} instead of text/plain: senders may refuse it (section 3.2)`;
  return [makeDraft('mta-sts.media-type', 'warn', untranslated(summary), [evidence], 'Serve the file as text/plain.')];
}

export function judgePolicy(policy: StsPolicy, mx: Answer<'MX'>, evidence: Evidence): readonly FindingDraft[] {
  const drafts = [
    ...judgeForm(policy, evidence),
    ...judgeKeys(policy, evidence),
    ...judgePatterns(policy, evidence),
    ...judgeHosts(policy, mx, evidence),
  ];
  if (drafts.length > 0) return drafts;
  const summary = `the policy is enforced for ${keyIn(policy, 'max_age')} s and fits the mail hosts`;
  return [{ id: 'mta-sts.policy', status: 'pass', evidence: [evidence], summary: untranslated(summary) }];
}

const KEYS: readonly string[] = ['version', 'mode', 'mx', 'max_age'];

function judgeForm({ fields, slip, odd }: StsPolicy, evidence: Evidence): readonly FindingDraft[] {
  const draft = (id: SaidBy<'mta-sts'>, status: FindingDraft['status'], summary: string, text: string): FindingDraft =>
    makeDraft(`mta-sts.${id}`, status, untranslated(summary), [evidence], text);
  const drafts: FindingDraft[] = [];
  if (slip !== null)
    drafts.push(
      draft(
        'encoding',
        'fail',
        `the policy file holds ${slip}: senders do not find version: STSv1 in it`,
        'Save it as plain ASCII (UTF-8 without BOM), with CRLF or LF at the end of each line.',
      ),
    );
  const names = fields.map(([name]) => name);
  const twice = KEYS.find((key) => key !== 'mx' && names.filter((name) => name === key).length > 1);
  if (twice !== undefined) {
    const summary = `the field ${twice} stands there more than once (duplicate): all but the first are ignored`;
    drafts.push(draft('duplicate', 'warn', summary, `Write one line ${twice}:.`));
  }
  const cased = names.find((name) => !KEYS.includes(name) && KEYS.includes(name.toLowerCase()));
  if (cased !== undefined) {
    const summary = `"${printable(cased, 30)}" is written in capitals: senders look for ${cased.toLowerCase()}`;
    drafts.push(draft('key-case', 'fail', summary, 'Write the names of the fields in small letters.'));
  }
  if (odd !== null && fields.length > 0)
    drafts.push(
      draft(
        'line',
        'warn',
        `the line "${printable(odd, 60)}" is no "key: value"`,
        'Write one field a line, with a colon behind its name, or delete the line.',
      ),
    );
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
    const summary = `mx: ${shown} has a final dot, which the names of mail hosts are compared without: it matches none`;
    const advice = `Write mx: ${shown.slice(0, -1)} without the final dot, and change the id.`;
    drafts.push(makeDraft('mta-sts.mx-dot', status, untranslated(summary), [evidence], advice));
  }
  const several = values.find((value) => /[,;\s]/.test(value));
  if (several !== undefined) {
    const summary = `mx: ${printable(several, 100)} names more than one host in a line: it matches none`;
    drafts.push(
      makeDraft(
        'mta-sts.mx-list',
        status,
        untranslated(summary),
        [evidence],
        'Write one line mx: for each host, and change the id.',
      ),
    );
  }
  return drafts;
}

function judgeKeys(policy: StsPolicy, evidence: Evidence): readonly FindingDraft[] {
  const mode = keyIn(policy, 'mode');
  const age = /^\d{1,10}$/.test(keyIn(policy, 'max_age')) ? Number(keyIn(policy, 'max_age')) : null;
  const known = mode === 'enforce' || mode === 'testing' || mode === 'none';
  const wrong: readonly (readonly [boolean, SaidBy<'mta-sts'>, 'warn' | 'fail', string, string])[] = [
    [
      keyIn(policy, 'version') !== 'STSv1',
      ...(['version', 'fail', 'the policy does not say version: STSv1', 'Write it as its first line.'] as const),
    ],
    [
      !known,
      ...([
        'mode',
        'fail',
        `the mode "${printable(mode, 30)}" is none: it is enforce, testing or none, in small letters`,
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
      id: `mta-sts.${id}`,
      status,
      summary: untranslated(summary),
      evidence: [evidence],
      remedy: { text },
    }));
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
  const summary = `the policy leaves out the mail host ${hosts.join(', ')}: senders that keep to it do not deliver there`;
  const about = { owner: mx.trace.name, type: 'MX', isAbsent: false } as const;
  const dot = outside.map((host) => dotAdvice(host, about)).find((advice) => advice !== null) ?? null;
  return [
    makeDraft(
      'mta-sts.mx',
      mode === 'enforce' ? 'fail' : 'warn',
      untranslated(dot === null ? summary : `${summary}; ${dot.why.en}`),
      [evidence, ...evidenceOfAll([mx])],
      dot === null ? 'Add a line mx: for each mail host, and change the id.' : dot.remedy,
    ),
  ];
}

/** Section 4.1: a star stands for exactly one label, the leftmost. */
function fits(host: string, pattern: string): boolean {
  if (!pattern.startsWith('*.')) return host === pattern;
  const dot = host.indexOf('.');
  return dot > 0 && host.slice(dot) === pattern.slice(1);
}
