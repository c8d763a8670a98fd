/** One line that says where a target stands and, in the same breath, what was not looked at. */
import { count } from '../model/text.ts';
import type { Inspected } from './inspect.ts';

/** What the headline has to know of a list; `critical` ones that are not covered are always named. */
export type ListName = { readonly name: string; readonly critical: boolean };

export function headline(
  { findings, coverage, status }: Inspected,
  nameOf: (list: string) => ListName | undefined,
): string {
  const parts = [
    verdict(findings, coverage.asked, coverage.answered, status),
    coverage.critical === 'none' ? 'no critical list gave a verdict' : '',
    ...uncovered(coverage.notCovered, nameOf),
  ];
  return parts.filter((part) => part !== '').join('; ');
}

function verdict(
  findings: Inspected['findings'],
  asked: number,
  answered: number,
  status: Inspected['status'],
): string {
  const bad = findings.filter((finding) => finding.status === 'fail' || finding.status === 'warn');
  if (bad.length > 0) {
    const more = bad.length > 1 ? ` (and ${count(bad.length - 1, 'more finding')})` : '';
    return `${bad[0]?.summary ?? ''}${more}${onLists(asked, answered)}`;
  }
  if (status === 'unknown') {
    const first = findings.find((finding) => finding.status === 'unknown');
    return `no verdict: ${first?.summary ?? 'nothing answered'}${onLists(asked, answered)}`;
  }
  return asked === 0 ? 'sound' : `sound on ${count(answered, 'list')}${answered < asked ? ` of ${asked}` : ''}`;
}

const onLists = (asked: number, answered: number): string =>
  asked === 0 ? '' : `; ${answered} of ${count(asked, 'list')} gave a verdict`;

function uncovered(
  notCovered: Inspected['coverage']['notCovered'],
  nameOf: (list: string) => ListName | undefined,
): string[] {
  const critical = notCovered.filter(({ list }) => nameOf(list)?.critical === true);
  const others = notCovered.length - critical.length;
  const named = critical.map(({ list, why }) => `${nameOf(list)?.name ?? list} not checked: ${why}`);
  return others > 0 ? [...named, `${count(others, 'other list')} not checked`] : named;
}
