/** How far the reading of a refusal can be trusted, where that is worth a word to a person. */
import type { Text } from '../model/language.ts';
import { RULES } from './rules.ts';

const OLD: Text = {
  en: 'This is an old wording. The receiver may no longer write it, so check that the advice still fits.',
  ko: '예전에 쓰던 문구입니다. 지금은 쓰지 않을 수 있으니 아래 안내가 맞는지 확인하세요.',
};
const GENERAL: Text = {
  en: 'These words are general, and they may mean something else here. Read the whole refusal before you act.',
  ko: '여러 뜻으로 쓰이는 문구이므로 다른 원인일 수 있습니다. 조치하기 전에 거부 메시지 전문을 읽으세요.',
};

const REMARKS: ReadonlyMap<string, Text> = new Map(
  RULES.flatMap(({ id, legacy, confidence }) => {
    if (legacy === true) return [[id, OLD]];
    return confidence === 'low' ? [[id, GENERAL]] : [];
  }),
);

/** By the rule's id; undefined where there is nothing to doubt. */
export const remarkOn = (rule: string): Text | undefined => REMARKS.get(rule);
