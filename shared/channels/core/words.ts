/** Why a notice did not go out, in every language: sentences without their full stop. */
import type { Text } from '../../model/language.ts';
import { printable } from '../../model/text.ts';

/** `name`: as errors call the channel. */
export const addressUnread = (name: Text, problem: Text): Text => ({
  en: `the address of ${name.en} could not be read: ${problem.en}`,
  ko: `${name.ko} URL을 읽지 못했습니다: ${problem.ko}`,
});

/** `host`: of its address only this is ever named. */
export const loginInAddress = (name: Text, host: string): Text => ({
  en: `the address of ${name.en} at ${host} has a name or a password in it, so nothing was sent`,
  ko: `${name.ko}(${host}) URL에 사용자 이름이나 비밀번호가 들어 있어 보내지 않았습니다`,
});

export const receiverNotReached = (name: Text, host: string, why: Text): Text => ({
  en: `${name.en} at ${host} could not be reached: ${why.en}`,
  ko: `${name.ko}(${host})에 연결하지 못했습니다: ${why.ko}`,
});

export const answeredWith = (name: Text, host: string, status: number): Text => ({
  en: `${name.en} at ${host} answered ${status}`,
  ko: `${name.ko}(${host})에서 HTTP ${status} 응답을 받았습니다`,
});

export const afterTries = (why: Text, tries: number): Text => ({
  en: `${why.en} (${tries} tries)`,
  ko: `${why.ko}(${tries}회 시도)`,
});

export const receiverSilentFor = (ms: number): Text => ({
  en: `no answer within ${ms / 1000} s`,
  ko: `${ms / 1000}초 안에 응답이 없었습니다`,
});

export const POST_NOT_CONNECTED: Text = { en: 'the connection failed', ko: '연결하지 못했습니다' };

/** `line`: as AWS says it, in one bounded line. */
export const notAcceptedBySns = (line: string): Text => ({
  en: `SNS did not accept the message: ${line}`,
  ko: `SNS에서 메시지를 받지 않았습니다: ${line}`,
});

/** `message`: of what was thrown. */
export const channelFailed = (message: string): Text => {
  const shown = printable(message);
  return { en: `it failed: ${shown}`, ko: `오류가 발생했습니다: ${shown}` };
};

/** Why notices wait that no channel has refused. The outbox keeps the English. */
export const PASS_TIME_OVER: Text = {
  en: 'the time of this pass was over',
  ko: '이번 발송에 정해진 시간이 지났습니다',
};
export const FOLLOWS_FIRST_REPORT: Text = {
  en: 'it follows the first report',
  ko: '최초 점검 보고를 보낸 뒤에 이어서 보냅니다',
};

export const NO_NOTICE_CARRIED: Text = {
  en: 'it took a message without any notice',
  ko: '메시지를 받았지만 알림이 하나도 들어 있지 않았습니다',
};

/** `until`: when it is tried again, as a time for people. */
export const leftAlone = (why: Text, times: number, until: string): Text => ({
  en: `${why.en}; it has failed ${times === 1 ? '1 time' : `${times} times`} in a row and is tried again after ${until}`,
  ko: `${why.ko}. 연속 ${times}회 실패하여 ${until} 이후에 다시 시도합니다`,
});
