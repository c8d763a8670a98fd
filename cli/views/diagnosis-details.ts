/** What `diagnose --verbose` adds: the rule, the whole reply, every check with its queries, and what a form asks for. */
import type { Diagnosis, Live } from '../../shared/bounce/diagnosis.ts';
import { remedyIn } from '../../shared/bounce/remedies/in-language.ts';
import type { Examined } from '../../shared/diagnose/examine.ts';
import type { Precondition } from '../../shared/diagnose/preconditions.ts';
import { whyText } from '../../shared/diagnose/why.ts';
import { digLine, type Evidence, type Status } from '../../shared/model/finding.ts';
import { labelled, paint, paintStatus, type Terminal } from '../terminal.ts';
import { listNameOf } from './diagnosis-steps.ts';
import { type DetailLabel, DIAGNOSIS_WORDS } from './diagnosis-words.ts';
import { STATUS_MARKS } from './status-words.ts';

const COLUMNS = { label: 2, text: 14 };

const STATUS: Readonly<Record<Live['verdict'] | Precondition['status'], Status>> = {
  'confirmed now': 'fail',
  'no longer true': 'pass',
  'cannot be checked from here': 'unknown',
  met: 'pass',
  unmet: 'fail',
  unknown: 'unknown',
};

export function detailLines(examined: Examined, terminal: Terminal): readonly string[] {
  const { cause, provider, rule, text, live, preconditions, remedy, known } = examined;
  const words = DIAGNOSIS_WORDS[terminal.language];
  const line = (label: DetailLabel, about: string): readonly string[] =>
    labelled(words.labels[label], about, COLUMNS, terminal);
  const { needs, obsolete } = remedyIn(terminal.language, remedy.id, known);
  const checks = [
    ...live.map(({ check, verdict, ...one }) => ({ name: check, status: STATUS[verdict], one })),
    ...preconditions.map(({ id, status, ...one }) => ({ name: id, status: STATUS[status], one })),
  ];
  return [
    ...line('cause', `${cause} (${provider}, ${rule})`),
    ...line('reply', text),
    ...namesIn(examined, words.privateList).flatMap((names) => line('names', names)),
    ...checks.flatMap(({ name, status, one }) => [
      ...line(
        'checked',
        `${paintStatus(terminal, status, STATUS_MARKS[status])} ${name}: ${whyText(one)[terminal.language]}`,
      ),
      ...queries(one.evidence).map((query) => `${' '.repeat(COLUMNS.text)}${paint(terminal, 'dim', query)}`),
    ]),
    ...(needs.length === 0 ? [] : line('needs', needs.join(', '))),
    ...(obsolete === undefined ? [] : line('outdated', obsolete)),
  ];
}

const MOST_QUERIES = 4;

/** In one line each, to be copied. */
const queries = (evidence: readonly Evidence[]): readonly string[] =>
  [...new Set(evidence.filter(({ type }) => type !== 'SMTP').map(digLine))].slice(0, MOST_QUERIES);

function namesIn({ ip, host, listedBy }: Diagnosis, privateList: (id: string) => string): readonly string[] {
  const list = listedBy === undefined ? undefined : (listNameOf(listedBy) ?? privateList(listedBy));
  const parts = [ip, host, list].filter((one) => one !== undefined);
  return parts.length === 0 ? [] : [parts.join(', ')];
}
