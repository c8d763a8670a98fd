/** What is wrong with a lookup as it was typed, and what no resolver could prove. */
import type { Text } from '../model/language.ts';

const EXAMPLE = 'mx:example.com';

export const tooLong = (max: number): Text => ({
  en: `This is longer than ${max} characters. A lookup is command:argument (for example, ${EXAMPLE}).`,
  ko: `${max}자를 넘었습니다. 명령어:인수 형식으로 입력하세요. 예: ${EXAMPLE}`,
});

export const notALookup = (text: string): Text => ({
  en: `"${text}" is not a lookup. Write command:argument (for example, ${EXAMPLE}).`,
  ko: `조회 명령이 아닙니다: "${text}". 명령어:인수 형식으로 입력하세요. 예: ${EXAMPLE}`,
});

export type Suggestion = { readonly name: string; readonly example: string } | { readonly all: readonly string[] };

export function unknownLookup(name: string, suggestion: Suggestion): Text {
  const what = { en: `Unknown lookup "${name}".`, ko: `없는 조회 명령입니다: "${name}".` };
  return 'all' in suggestion
    ? {
        en: `${what.en} The lookups are ${suggestion.all.join(', ')}.`,
        ko: `${what.ko} 쓸 수 있는 명령: ${suggestion.all.join(', ')}`,
      }
    : {
        en: `${what.en} Did you mean ${suggestion.name} (for example, ${suggestion.example})?`,
        ko: `${what.ko} 비슷한 명령: ${suggestion.name} (예: ${suggestion.example})`,
      };
}

export const withoutArgument = (name: string, example: string): Text => ({
  en: `${name} needs an argument (for example, ${example}).`,
  ko: `${name} 명령에 인수가 필요합니다. 예: ${example}`,
});

/** `why`: what the argument's reader says. */
export const wrongArgument = (name: string, why: Text, example: string): Text => ({
  en: `${name}: ${endingWith(why.en)} Example: ${example}`,
  ko: `${name}: ${endingWith(why.ko)} 예: ${example}`,
});

const endingWith = (text: string): string => (/[.?!)]$/.test(text) ? text : `${text}.`);

/** Of a finding that rests on a resolver that did not prove itself. */
export const unproven = (summary: Text): Text => ({
  en: `Not proved, because no resolver can be trusted: ${summary.en}`,
  ko: `믿을 수 있는 리졸버가 없어 확인하지 못했습니다: ${summary.ko}`,
});
