/** The words of a screen for a status and a severity. In JSON they are English always. */
import type { Severity, Status } from '../../shared/model/finding.ts';
import type { Language } from '../../shared/model/language.ts';

export const STATUS_WORDS: Readonly<Record<Language, Readonly<Record<Status, string>>>> = {
  en: { pass: 'PASS', warn: 'WARN', fail: 'FAIL', unknown: 'UNKNOWN' },
  ko: { pass: '정상', warn: '주의', fail: '이상', unknown: '확인 불가' },
};

export const SEVERITY_WORDS: Readonly<Record<Language, Readonly<Record<Severity, string>>>> = {
  en: { critical: 'critical', major: 'major', minor: 'minor', info: 'info' },
  ko: { critical: '심각', major: '주요', minor: '경미', info: '참고' },
};
