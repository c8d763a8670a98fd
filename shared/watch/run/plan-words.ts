/** Why a list was not asked about everyone in a run. */
import { HOUR, MINUTE } from '../../model/duration.ts';
import type { NotCoveredWords } from '../../model/finding.ts';
import type { Text } from '../../model/language.ts';

const everyText = (ms: number): Text => {
  const [hours, minutes] = [Math.round(ms / HOUR), Math.max(1, Math.round(ms / MINUTE))];
  if (ms % HOUR !== 0 && ms < 2 * HOUR) return { en: `every ${minutes} minutes`, ko: `${minutes}분마다` };
  return hours === 1 ? { en: 'each hour', ko: '1시간마다' } : { en: `every ${hours} hours`, ko: `${hours}시간마다` };
};

const DATA_FEED: Text = {
  en: 'Ask the operator for a data feed to cover all of them every time.',
  ko: '매번 모두 점검하려면 목록 운영자에게 데이터 피드를 요청하세요.',
};

/** `parts`: the round takes so many passes; `every`: milliseconds between two of them. */
export function askedInTurn({
  parts,
  every,
  perSecond,
}: Record<'parts' | 'every' | 'perSecond', number>): NotCoveredWords {
  const often = everyText(every);
  const short: Text = { en: `1/${parts} ${often.en}`, ko: `${often.ko} 1/${parts}` };
  return {
    why: {
      en: `${short.en} (the operator allows ${perSecond} queries a second)`,
      ko: `${often.ko} 대상의 1/${parts}씩 조회(운영자가 허용하는 조회는 초당 ${perSecond}회)`,
    },
    how: { en: `All of them have their turn. ${DATA_FEED.en}`, ko: `모든 대상을 차례로 조회합니다. ${DATA_FEED.ko}` },
    short,
  };
}

/** An operator's limit a day leaves so many targets out of this run. */
export function waitForTheirDay(targets: number, perDay: number): NotCoveredWords {
  const why: Text = {
    en: `${targets} targets wait for a later run: the operator allows ${perDay} queries a day`,
    ko: `대상 ${targets}개는 다음 점검에서 조회합니다(운영자가 허용하는 조회는 하루 ${perDay}회)`,
  };
  return {
    why,
    how: { en: `All of them have their turn. ${DATA_FEED.en}`, ko: `모든 대상을 차례로 조회합니다. ${DATA_FEED.ko}` },
    short: why,
  };
}

export function askedAMomentAgo(perDay: number): NotCoveredWords {
  const why: Text = {
    en: `it was queried a moment ago, and the operator allows ${perDay} queries a day`,
    ko: `방금 조회했고, 운영자가 허용하는 조회는 하루 ${perDay}회입니다`,
  };
  return { why, how: { en: 'Try again later.', ko: '나중에 다시 시도하세요.' }, short: why };
}
