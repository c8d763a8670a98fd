/**
 * How a text tells its reader what to do. Korean does it by the medium: 하십시오 in notices, 하세요 on screens and pages
 * (`-습니다` is the same in both). Texts are written for one of them and are shown in both, so they are changed where they are
 * shown. What is in quotation marks is someone else's and stays.
 */
import type { Language } from './language.ts';

type Medium = 'notice' | 'screen';

/** An ending before a stop, a bracket, a space or the end; `보세요` and `보십시오` are as regular as the others. */
const ENDINGS: Readonly<Record<Medium, readonly [RegExp, string]>> = {
  notice: [/세요(?![가-힣])/g, '십시오'],
  screen: [/십시오(?![가-힣])/g, '세요'],
};

const outsideQuotes = (text: string, change: (text: string) => string): string =>
  text.replace(/"[^"]*"|[^"]+/g, (part) => (part.startsWith('"') ? part : change(part)));

const inMannerOf =
  (medium: Medium) =>
  (text: string, language: Language): string => {
    const [ending, other] = ENDINGS[medium];
    return language === 'en' || text.search(ending) < 0
      ? text
      : outsideQuotes(text, (part) => part.replace(ending, other));
  };

export const forScreen = inMannerOf('screen');

export const forNotice = inMannerOf('notice');
