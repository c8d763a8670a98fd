/** One line that says how a target is: its problems, or that there are none, and whether the lists that matter answered. */
import type { Finding, Severity } from '../model/finding.ts';
import { inEach, type Text } from '../model/language.ts';
import { count } from '../model/text.ts';
import type { Inspected } from './inspect.ts';
import { findingTitle, type ListNames } from './titles.ts';

export type { ListName, ListNames } from './titles.ts';

export const SEVERITY_NAMES: Readonly<Record<Severity, Text>> = {
  critical: { en: 'critical', ko: '심각' },
  major: { en: 'major', ko: '주요' },
  minor: { en: 'minor', ko: '경미' },
  info: { en: 'info', ko: '참고' },
};

/** Named in the line; the rest is counted. */
const MOST_NAMED = 3;

export const isProblem = ({ status }: Finding): boolean => status === 'fail' || status === 'warn';

export function headline(inspected: Inspected, nameOf: ListNames): Text {
  const notes = listNotes(inspected, nameOf);
  const verdict = verdictOf(inspected, nameOf);
  return inEach((language) => [verdict, ...notes].map((one) => one[language]).join('; '));
}

function verdictOf({ findings, coverage, status }: Inspected, nameOf: ListNames): Text {
  const problems = findings.filter(isProblem);
  if (problems.length > 0) return problemsNamed(problems, nameOf);
  if (status !== 'unknown') return inOrder(coverage.asked, coverage.answered);
  const [first] = findings.filter((one) => one.status === 'unknown' && one.check !== 'dnsbl');
  if (first !== undefined) return findingTitle(first, nameOf);
  return {
    en: `could not be checked: ${coverage.answered} of ${count(coverage.asked, 'list')} answered`,
    ko: `확인 불가: 목록 ${coverage.asked}개 중 ${coverage.answered}개만 응답`,
  };
}

function problemsNamed(problems: readonly Finding[], nameOf: ListNames): Text {
  const named = problems.slice(0, MOST_NAMED).map((one): Text => {
    const [title, severity] = [findingTitle(one, nameOf), SEVERITY_NAMES[one.severity]];
    return { en: `${title.en} (${severity.en})`, ko: `${title.ko}(${severity.ko})` };
  });
  const more = problems.length - named.length;
  const [en, ko] = (['en', 'ko'] as const).map((language) => named.map((one) => one[language]).join(', '));
  return {
    en: `${count(problems.length, 'problem')}: ${en}${more > 0 ? ` and ${more} more` : ''}`,
    ko: `문제 ${problems.length}건: ${ko}${more > 0 ? ` 외 ${more}건` : ''}`,
  };
}

function inOrder(asked: number, answered: number): Text {
  if (asked === 0) return { en: 'no problems', ko: '문제 없음' };
  return {
    en: `no problems; ${answered} of ${count(asked, 'list')} answered`,
    ko: `문제 없음. 목록 ${asked}개 중 ${answered}개 확인`,
  };
}

const NO_CRITICAL: Text = { en: 'no critical list gave a verdict', ko: '중요도가 심각인 목록은 모두 확인 불가' };

/** Critical lists that gave no verdict are always named. */
function listNotes({ coverage }: Inspected, nameOf: ListNames): readonly Text[] {
  const missing = coverage.notCovered.flatMap(({ list }) => {
    const known = nameOf(list);
    return known?.critical === true ? [known.name] : [];
  });
  const none = coverage.critical === 'none' ? [NO_CRITICAL] : [];
  if (missing.length === 0) return none;
  return [...none, { en: `${missing.join(', ')} not checked`, ko: `점검하지 않은 목록: ${missing.join(', ')}` }];
}
