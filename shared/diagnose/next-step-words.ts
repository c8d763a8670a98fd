/** The next step of a diagnosis in words: whole sentences in every language. */
import type { Text } from '../model/language.ts';
import { sentences } from '../model/sentence.ts';

export const CAME_THROUGH: Text = {
  en: 'It was delivered in the end. You do not need to do anything.',
  ko: '결국 전달되었습니다. 조치할 것이 없습니다.',
};
export const FIXED_FLUSH: Text = { en: 'Fixed: flush the queue.', ko: '해결되었습니다. 큐를 비우세요(flush).' };
export const FIXED_QUEUE: Text = {
  en: 'Fixed: flush the queue of your mail server, or wait for its next try.',
  ko: '해결되었습니다. 메일 서버의 큐를 비우거나(flush) 다음 재시도를 기다리세요.',
};
export const FIXED_RESEND: Text = {
  en: 'Fixed: send the message again.',
  ko: '해결되었습니다. 반송된 메일을 다시 보내세요.',
};
export const QUEUE_RETRIES: Text = {
  en: 'Wait: the queue retries by itself.',
  ko: '기다리세요. 큐가 알아서 재시도합니다.',
};
export const NAME_SELECTOR: Text = {
  en: 'The receiver asks for DKIM. Name the selector of your key with --dkim-selector, so that the key can be tested.',
  ko: '수신 측은 DKIM을 요구합니다. 키를 확인할 수 있도록 --dkim-selector 옵션으로 셀렉터를 지정하세요.',
};
export const TEST_FIRST: Text = {
  en: 'Run it again later: what the receiver requires could not all be tested.',
  ko: '나중에 다시 실행하세요. 수신 측이 요구하는 항목을 모두 확인하지는 못했습니다.',
};
export const correctFirst = (why: Text): Text => sentences({ en: 'Fix this first.', ko: '이것부터 고치세요.' }, why);
export const sendRequest = (to: Text): Text => ({
  en: `Everything that can be tested is in order. Send the prepared request: ${to.en}.`,
  ko: `확인할 수 있는 항목은 모두 정상입니다. 준비된 요청서를 보내세요. 받는 곳: ${to.ko}.`,
});
