/** In which language a caller wants a refusal explained and a summary written (RFC 9110 section 12.5.4); English unless said. */
import { isLanguage, type Language } from '../model/language.ts';

export function acceptedLanguage(header: string | null | undefined): Language {
  const wanted = (header ?? '')
    .slice(0, 500)
    .split(',')
    .flatMap((one) => {
      const [tag = '', weight = '1'] = one.trim().split(/\s*;\s*q=/);
      const [language = ''] = tag.toLowerCase().split('-');
      return isLanguage(language) && Number(weight) > 0 ? [{ language, weight: Number(weight) }] : [];
    });
  return wanted.toSorted((a, b) => b.weight - a.weight)[0]?.language ?? 'en';
}
