/** In which language a caller wants a refusal explained and a summary written (RFC 9110 section 12.5.4). */
import { isLanguage, type Language } from '../model/language.ts';

/** More is not read: nobody knows twenty languages. */
const MAX_LENGTH = 500;
const MAX_RANGES = 20;

/** The one with the highest weight, of equal ones the first; null where none of ours is asked for. `*` asks for none. */
export function acceptedLanguage(header: string | null | undefined): Language | null {
  const wanted = (header ?? '')
    .slice(0, MAX_LENGTH)
    .split(',', MAX_RANGES)
    .flatMap((range) => {
      const [, tag = '', weight = '1'] = RANGE.exec(range.trim().toLowerCase()) ?? [];
      return isLanguage(tag) && Number(weight) > 0 ? [{ language: tag, weight: Number(weight) }] : [];
    });
  return wanted.toSorted((a, b) => b.weight - a.weight)[0]?.language ?? null;
}

/** `ko-KR;q=0.8`; what is not written so is not read. */
const RANGE = /^([a-z]{1,8})(?:-[a-z\d-]{1,40})?\s*(?:;\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?$/;
