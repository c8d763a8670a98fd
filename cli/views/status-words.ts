/** The marks and words of a screen for a status and a severity. In JSON they are English always. */
import type { Severity, Status } from '../../shared/model/finding.ts';
import type { Text } from '../../shared/model/language.ts';

export const STATUS_MARKS: Readonly<Record<Status, string>> = { pass: '✓', warn: '!', fail: '✕', unknown: '?' };

export const STATUS_WORDS: Readonly<Record<Status, Text>> = {
  pass: { en: 'PASS', ko: '정상' },
  warn: { en: 'WARN', ko: '주의' },
  fail: { en: 'FAIL', ko: '이상' },
  unknown: { en: 'UNKNOWN', ko: '확인 불가' },
};

export const SEVERITY_WORDS: Readonly<Record<Severity, Text>> = {
  critical: { en: 'critical', ko: '심각' },
  major: { en: 'major', ko: '주요' },
  minor: { en: 'minor', ko: '경미' },
  info: { en: 'info', ko: '참고' },
};
