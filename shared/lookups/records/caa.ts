/** Who may issue certificates for a name: the nearest CAA records on the way up (RFC 8659 section 3). */

import { type Answer, evidenceOf } from '../../dns/answer.ts';
import { printable } from '../../model/text.ts';
import { readHostName } from '../core/argument.ts';
import { command, type FindingDraft, type LookupOutcome, type LookupPorts } from '../core/command.ts';
import { evidenceOfAll, makeDraft, unaskedDraft } from '../core/draft.ts';
import { isNonexistent } from '../published/find-records.ts';
import { everyAuthority, nowhereCaa, saysWhoIssues, unknownCritical } from './words.ts';

const TAGS: ReadonlySet<string> = new Set([
  'issue',
  'issuewild',
  'iodef',
  'issuemail',
  'issuevmc',
  'contactemail',
  'contactphone',
]);
const CRITICAL = 128;
/** Few names have more labels; a long one must not become a hundred questions at a time. */
const AT_ONCE = 10;
/** One is enough to stop every authority; a hostile zone can have thousands. */
const MAX_STRANGE = 5;

export const caa = command(
  {
    name: 'caa',
    example: 'caa:www.example.com',
    about: {
      en: 'which authorities may issue certificates for a name',
      ko: '이름의 인증서를 발급할 수 있는 인증 기관',
    },
  },
  readHostName,
  (name) => name,
  lookupCaa,
);

async function lookupCaa(name: string, { resolver }: LookupPorts): Promise<LookupOutcome> {
  const labels = name.split('.');
  const names = labels.map((_, at) => labels.slice(at).join('.'));
  const answers: Answer<'CAA'>[] = [];
  // Together, since the nearest that has records counts, and the top-level domain's would count for everyone.
  for (let from = 0; from < names.length && answers.every(({ kind }) => kind === 'absent'); from += AT_ONCE) {
    const next = names.slice(from, from + AT_ONCE);
    answers.push(...(await Promise.all(next.map((one) => resolver.ask({ name: one, type: 'CAA' as const })))));
  }
  const at = answers.findIndex(({ kind }) => kind !== 'absent');
  const answer = answers[at];
  if (answer === undefined) return { records: [], drafts: [open(name, answers)] };
  // Nearer records may exist behind a question that failed.
  if (answer.kind !== 'records')
    return { records: [], drafts: answer.kind === 'failed' ? [unaskedDraft('caa.unknown', answer)] : [] };
  const evidence = [evidenceOf(answer)];
  const records = answer.records.map(({ flags, tag, value }) => ({
    name: printable(names[at] ?? name),
    flags,
    tag: printable(tag, 40),
    value: printable(value),
    ttl: answer.ttl,
  }));
  const strange = answer.records
    .filter(({ flags, tag }) => (flags & CRITICAL) !== 0 && !TAGS.has(tag.toLowerCase()))
    .slice(0, MAX_STRANGE);
  const found: FindingDraft = {
    id: 'caa.found',
    status: 'pass',
    evidence,
    summary: saysWhoIssues(printable(names[at] ?? name, 100)),
  };
  return {
    records,
    drafts: [
      found,
      ...strange.map(
        ({ tag }): FindingDraft => ({
          id: 'caa.critical',
          status: 'fail',
          evidence,
          summary: unknownCritical(printable(tag, 40)),
          remedy: { id: 'caa.clear-critical', with: {} },
        }),
      ),
    ],
  };
}

/** Nobody has to publish any: without them it is as it always was. A mistyped name is recognized by the name itself. */
function open(name: string, answers: readonly Answer[]): FindingDraft {
  const [own] = answers;
  const shown = printable(name, 100);
  if (own !== undefined && isNonexistent(own))
    return makeDraft('caa.none', 'warn', nowhereCaa(shown), evidenceOfAll(answers), {
      id: 'record.check-name',
      with: {},
    });
  return makeDraft('caa.none', 'pass', everyAuthority(shown), evidenceOfAll(answers), { id: 'caa.restrict', with: {} });
}
