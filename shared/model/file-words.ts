/** Why a file cannot be read, by the error's code. */
import type { Text } from './language.ts';

const NO_FILE: Text = { en: 'there is no such file', ko: '파일이 없습니다.' };

const WHY: Readonly<Record<string, Text>> = {
  ENOENT: NO_FILE,
  EACCES: { en: 'permission denied', ko: '파일을 읽을 권한이 없습니다.' },
  EISDIR: { en: 'is a folder, not a file', ko: '파일이 아니라 폴더입니다.' },
  ENOTDIR: NO_FILE,
  ERR_ENCODING_INVALID_ENCODED_DATA: { en: 'is not UTF-8 text', ko: 'UTF-8 텍스트가 아닙니다.' },
};

/** `error`: what reading it threw. */
export function unreadableText(error: unknown): Text {
  const known = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const why = known || String(error);
  return WHY[known] ?? { en: `cannot be read (${why})`, ko: `읽을 수 없습니다(${why}).` };
}
