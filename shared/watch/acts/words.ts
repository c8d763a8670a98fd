/** Why an acknowledgement or a snooze was refused, one line each. */
import type { IncidentRecord } from '../../model/incident.ts';
import type { Text } from '../../model/language.ts';

/** `shown`: what was given as its id. */
export const noSuchIncident = (shown: string): Text => ({
  en: `there is no incident "${shown}"`,
  ko: `없는 인시던트입니다: "${shown}"`,
});

/** `closed`: ISO time; null: it is not known. */
export function incidentIsClosed(id: string, { state, closed }: Pick<IncidentRecord, 'state' | 'closed'>): Text {
  const when = closed ?? null;
  if (state === 'cleared')
    return {
      en: `the incident ${id} cleared${when === null ? '' : ` at ${when}`}, so there is nothing to acknowledge`,
      ko: `이미 해소된 인시던트입니다: ${id}${when === null ? '' : `(${when})`}`,
    };
  if (state === 'ended')
    return {
      en: `the incident ${id} ended${when === null ? '' : ` at ${when}`}, so there is nothing to acknowledge`,
      ko: `감시가 종료된 인시던트입니다: ${id}${when === null ? '' : `(${when})`}`,
    };
  return { en: `the incident ${id} is no longer open`, ko: `더는 미해소 인시던트가 아닙니다: ${id}` };
}

export const NOT_TEXT: Text = { en: 'expected a text', ko: '문자열이 필요합니다.' };

export const textTooLong = (most: number): Text => ({
  en: `longer than ${most} characters`,
  ko: `${most}자를 넘습니다.`,
});

export const NO_REASON: Text = {
  en: 'give a reason, for example "moving to the new range"',
  ko: '사유를 적으세요. 예: "통신사에 접수함"',
};

export const reasonTooLong = (length: number, most: number): Text => ({
  en: `${length} characters are too many (at most ${most})`,
  ko: `사유가 ${length}자입니다. ${most}자까지 적을 수 있습니다.`,
});

export const UNTIL_OR_FOR: Text = {
  en: 'give either "until" (a time) or "for" (a duration, for example 2h or 3d)',
  ko: '"until"(끝나는 시각)과 "for"(기간, 예: 2h, 3d) 중 하나를 지정하세요.',
};

export const NOTHING_TO_SNOOZE: Text = {
  en: 'give a target, a list or a finding to snooze',
  ko: '알림을 중지할 대상, 차단 목록, 점검 결과 중 하나를 지정하세요.',
};

export const endInPast = (until: string): Text => ({
  en: `${until} is not in the future`,
  ko: `이미 지난 시각입니다: ${until}`,
});

export const endBeforeStart = (from: string, until: string): Text => ({
  en: `${until} is not after ${from}, when it begins`,
  ko: `끝나는 시각(${until})이 시작 시각(${from})보다 늦지 않습니다.`,
});

export const endTooFar = (until: string): Text => ({
  en: `${until} is more than a year away`,
  ko: `1년 안의 시각이 아닙니다: ${until}`,
});
