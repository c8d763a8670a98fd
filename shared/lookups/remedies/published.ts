/** Advice about a record of one kind among the TXT records of a name. */
import type { Text } from '../../model/language.ts';
import { type AdviceTable, act, acts, type Given } from './entry.ts';

export const PUBLISHED_ADVICE = {
  /** `value`: null where it is too long to be shown. */
  'published.enter-again': ({ value }: Given<{ readonly value: string | null }>) =>
    value === null
      ? act(
          'Enter this one TXT value again without them, and change no other.',
          '잘못 들어간 것을 빼고 이 TXT 값만 다시 입력하세요. 다른 값은 그대로 두세요.',
        )
      : act(
          `Replace this one TXT value, and no other, with this line: ${value}`,
          `다른 값은 그대로 두고 이 TXT 값만 다음 한 줄로 바꾸세요: ${value}`,
        ),
  'published.begin-with': ({ start }: Given<{ readonly start: string }>) =>
    act(
      `Correct this TXT value so that it begins with: ${start}`,
      `이 TXT 값이 다음으로 시작하도록 고치세요: ${start}`,
    ),
  'published.alias-instead': ({ name, host }: Given<{ readonly name: string; readonly host: string }>) =>
    acts(
      act(
        `If a CNAME was meant, make sure that nothing else is needed at ${name}: a CNAME cannot share its name with other records.`,
        `CNAME 레코드를 만들려던 것이라면 ${name}에 다른 레코드가 필요 없는지 확인하세요. CNAME 레코드는 다른 레코드와 함께 둘 수 없습니다.`,
      ),
      act(
        `Delete the TXT record there, and publish a CNAME record at ${name} that points to ${host}.`,
        `그 TXT 레코드를 삭제하고, ${name}에 ${host} 값으로 CNAME 레코드를 등록하세요.`,
      ),
    ),
  'published.move': ({
    name,
    at,
    value,
  }: Given<{ readonly name: string; readonly at: string; readonly value: string | null }>) =>
    acts(
      value === null
        ? act(`Publish the same TXT value at ${name}.`, `같은 TXT 값을 ${name}에 등록하세요.`)
        : act(`Publish this TXT value at ${name}: ${value}`, `${name}에 다음 TXT 값을 등록하세요: ${value}`),
      act(
        `Then delete this one TXT value at ${at}, and no other record.`,
        `그런 다음 ${at}에서 이 TXT 값 하나만 삭제하세요. 다른 레코드는 그대로 두세요.`,
      ),
    ),
  'published.keep-one': ({ noun }: Given<{ readonly noun: Text }>) =>
    acts(
      act(
        'Decide which one is right. If each has tags that you need, put them together in one.',
        '어느 것이 맞는지 정하세요. 필요한 태그가 나뉘어 있으면 하나로 합치세요.',
      ),
      act(
        `Delete the other ${noun.en}s, and no other TXT value.`,
        `나머지 ${noun.ko}만 삭제하세요. 다른 TXT 값은 그대로 두세요.`,
      ),
    ),
  'published.remove-space': (_: Given<object>) => act('Remove the space before v=.', 'v= 앞의 공백을 지우세요.'),
  'published.tags': (_: Given<object>) =>
    act(
      'Write tags as name=value, each once, with semicolons between them.',
      '태그를 이름=값 형식으로 한 번씩만 쓰고 세미콜론으로 구분하세요.',
    ),
} as const satisfies AdviceTable;
