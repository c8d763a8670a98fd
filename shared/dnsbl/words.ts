/** What is said of lists and their answers, a whole sentence in every language. */
import type { Failed } from '../dns/answer.ts';
import { failureText } from '../dns/failure-text.ts';
import { josaOr } from '../model/josa.ts';
import type { Text } from '../model/language.ts';
import { count } from '../model/text.ts';
import { endTime, listEnd } from './ends.ts';
import type { ListCode } from './list.ts';
import { codeMeaning } from './meanings.ts';

const MOST_SHOWN = 5;

/** A hostile zone can hold thousands. */
export const some = (answers: readonly string[]): Text => {
  const shown = answers.slice(0, MOST_SHOWN).join(', ');
  const more = answers.length - MOST_SHOWN;
  return more > 0 ? { en: `${shown} and ${more} more`, ko: `${shown} 외 ${more}개` } : { en: shown, ko: shown };
};

/** By kind of verdict: what is known of the list's answer, in a sentence that begins with its name. */
export const NO_VERDICT = {
  refused: (name: string): Text => ({
    en: `${name} refuses our queries.`,
    ko: `${name}에서 조회를 거부했습니다. 등재 여부를 확인하지 못했습니다.`,
  }),
  dead: (name: string): Text => ({
    en: `${name} gives meaningless answers.`,
    ko: `${name}에서 의미 없는 값을 응답합니다. 운영이 종료되었을 수 있습니다. 등재 여부를 확인하지 못했습니다.`,
  }),
  unreachable: (name: string): Text => ({
    en: `${name} could not be queried.`,
    ko: `${name}에서 응답을 받지 못했습니다. 등재 여부를 확인하지 못했습니다.`,
  }),
  'not-asked': (name: string): Text => ({
    en: `${name} was not queried.`,
    ko: `${name}에 조회를 보내지 않았습니다. 등재 여부를 확인하지 못했습니다.`,
  }),
  unproven: (name: string): Text => ({
    en: `${name} did not prove that it works.`,
    ko: `${name}의 결과를 믿을 수 없습니다. 등재되지 않았다는 뜻이 아닙니다.`,
  }),
  unrecognised: (name: string): Text => ({
    en: `${name} gave an unknown answer.`,
    ko: `${name}에서 알려지지 않은 값을 응답했습니다. 등재 여부를 판단하지 않습니다.`,
  }),
} as const;

/** Why there is no verdict: each is a whole sentence. */
export const failedBecause = (failure: Failed): Text => {
  const why = failureText(failure);
  return { en: `${capital(why.en)}.`, ko: `${why.ko}.` };
};

/** `means`: as its operator explains the answer. */
export const answeredRefusal = (answer: string, means: string): Text => ({
  en: `It answered ${answer}: ${means}.`,
  ko: `응답은 ${answer}입니다(${codeMeaning(means).ko}).`,
});

export const outsideLoopback = (answer: string): Text => ({
  en: `It answered ${answer}, which no list does (outside 127.0.0.0/8).`,
  ko: `응답은 ${answer}입니다. 차단 목록은 127.0.0.0/8 안의 값만 응답합니다.`,
});

export const undocumented = (answers: readonly string[]): Text => {
  const { en, ko } = some(answers);
  return {
    en: `It answered ${en}, which its operator does not document.`,
    ko: `응답은 ${ko}입니다. 운영자의 설명에 없는 값입니다.`,
  };
};

export const NOT_SENT: Text = { en: 'No query was sent.', ko: '조회를 보내지 않았습니다.' };

export const stoppedBecause = (why: Text): Text => ({
  en: `No query was sent, because earlier ones failed. ${why.en}`,
  ko: `앞선 조회가 실패해 더 보내지 않았습니다. ${why.ko}`,
});

/** Our own pace, by an operator's limit, did not allow all of it. */
export const paceAllowed = (perSecond: number, allowed: number, needed: number, takes: number): Text => ({
  en: `Our own pace of ${perSecond} queries a second allowed ${allowed} of ${needed} in the time given. All take ${takes} s.`,
  ko: `조회 속도를 초당 ${perSecond}회로 제한하므로 제한 시간 안에 ${needed}회 중 ${allowed}회만 보낼 수 있습니다. 모두 보내려면 ${takes}초가 걸립니다.`,
});

/** What is looked up on a list to prove it. */
export type ControlName = 'positive' | 'negative' | 'probe' | 'silent';

const CONTROLS: Readonly<Record<ControlName, Text>> = {
  positive: { en: 'its test entry', ko: '시험용 항목' },
  negative: { en: 'the entry that must not exist', ko: '있어서는 안 되는 항목' },
  probe: { en: 'a name that nobody can have listed', ko: '등재될 수 없는 이름' },
  silent: { en: 'an address that never sends mail', ko: '메일을 보내지 않는 IP' },
};

const asked = (control: ControlName): Text => CONTROLS[control];

export const controlAnswered = (control: ControlName, why: Text): Text => ({
  en: `Asked for ${asked(control).en}: ${lowered(why.en)}`,
  ko: `목록이 정상 동작하는지 확인하려고 ${josaOr(asked(control).ko, '을/를', '항목')} 조회했습니다. ${why.ko}`,
});

export const everythingListed = (control: ControlName, answer: Text): Text => ({
  en: `It lists even ${asked(control).en} (${answer.en}), so it lists everything.`,
  ko: `${asked(control).ko}까지 등재된 것으로 응답합니다(${answer.ko}). 모든 조회에 그렇게 응답하는 것으로 보입니다.`,
});

export const NO_TEST_ENTRY: Text = {
  en: 'It has no test entry, so its silence proves nothing.',
  ko: '시험용 항목이 없어, 응답이 없어도 등재되지 않았다고 볼 수 없습니다.',
};

export const UNKNOWN_TEST_ENTRY: Text = {
  en: 'It has no test entry that we know of, so its silence proves nothing.',
  ko: '알려진 시험용 항목이 없어, 응답이 없어도 등재되지 않았다고 볼 수 없습니다.',
};

export const HEALTHY: Text = {
  en: 'Its test entry answers, and what must not be listed is not.',
  ko: '시험용 항목에 응답하고, 등재될 수 없는 값은 등재되지 않은 것으로 응답합니다.',
};

const causeKo = (cause: string | undefined): string =>
  cause === undefined ? '목록이 비었거나, 알리지 않고 조회를 거부하는 것입니다.' : `원인: ${codeMeaning(cause).ko}.`;

/** `cause`: what its operator says of it. */
export const testEntryMissing = (wasThere: boolean, cause: string | undefined): Text => ({
  en: `Its own test entry is not listed${wasThere ? ' any more' : ''}. ${cause === undefined ? 'It is empty, or it refuses without saying so.' : `${capital(cause)}.`}`,
  ko: wasThere
    ? `조금 전까지 응답하던 시험용 항목에 더 이상 응답하지 않습니다. ${causeKo(cause)}`
    : `시험용 항목에 응답하지 않습니다. ${causeKo(cause)}`,
});

/** A code in capitals stays as it is. */
const lowered = (text: string): string => text.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** A listing as one knows it: `Spamhaus CSS` of ZEN, `SURBL (PH)` of a list that has sublists, else the list's name. */
export function listedOn(
  { name, brand }: { readonly name: string; readonly brand?: string },
  codes: readonly ListCode[],
) {
  const sublists = [...new Set(codes.flatMap(({ sublist }) => sublist ?? []))];
  if (sublists.length === 0) return name;
  return brand === undefined ? `${name} (${sublists.join(', ')})` : `${brand} ${sublists.join(', ')}`;
}

export type ListEntry = {
  /** Whom or what the entry is about. */
  readonly who: string;
  readonly on: string;
  readonly codes: readonly ListCode[];
  readonly answers: readonly string[];
  /** The operator's own words. */
  readonly reason: string | null;
};

const meaning = ({ codes }: ListEntry): string => [...new Set(codes.map(({ means }) => means))].join('; ');

/** A meaning that only says "listed" says nothing. */
const meant = (entry: ListEntry): string => (meaning(entry) === 'listed' ? '.' : `: ${meaning(entry)}.`);

/** `127.0.0.3, 스팸 트랩으로 발송`: what was answered, and what it means. */
function coded({ answers, codes }: ListEntry): string {
  const meanings = new Set(codes.map(({ means }) => means).filter((means) => means !== 'listed'));
  return [some(answers).ko, [...meanings].map((means) => codeMeaning(means).ko).join(' / ')].filter(Boolean).join(', ');
}

const quoted = ({ reason }: ListEntry): Text =>
  reason === null ? { en: '', ko: '' } : { en: ` The list says: "${reason}"`, ko: ` 목록의 설명: "${reason}"` };

export const ENTRY = {
  listed: (entry: ListEntry): Text => ({
    en: `${entry.who} is listed on ${entry.on}${meant(entry)}${quoted(entry).en}`,
    ko: `${josaOr(entry.who, '이/가', '도메인')} ${entry.on}에 등재되어 있습니다(응답 ${coded(entry)}).${quoted(entry).ko}`,
  }),
  policy: (entry: ListEntry): Text => ({
    en: `${entry.who} is listed on ${entry.on} for policy reasons${meant(entry)}${quoted(entry).en}`,
    ko: `${josaOr(entry.who, '이/가', '도메인')} ${entry.on}에 등재되어 있습니다(응답 ${coded(entry)}). 메일을 직접 발송하지 않도록 지정된 IP 대역입니다.${quoted(entry).ko}`,
  }),
  info: (entry: ListEntry): Text => ({
    en: `${entry.who} is listed on ${entry.on}, for information only${meant(entry)}${quoted(entry).en}`,
    ko: `${josaOr(entry.who, '이/가', '도메인')} 참고용 목록 ${entry.on}에 등재되어 있습니다(응답 ${coded(entry)}).${quoted(entry).ko}`,
  }),
  allowed: (entry: ListEntry): Text => ({
    en: `${entry.who} is on the allow list ${entry.on}${meant(entry)}`,
    ko: `${josaOr(entry.who, '이/가', '도메인')} 허용 목록 ${entry.on}에 등록되어 있습니다(응답 ${coded(entry)}).`,
  }),
} as const;

export const notListed = (who: string, on: string): Text => ({
  en: `${who} is not listed on ${on}.`,
  ko: `${josaOr(who, '은/는', '도메인')} ${on}에 등재되어 있지 않습니다.`,
});

/** When a dead list ended and what its zone does now. */
export const shutDown = (name: string, died: string | undefined, why: string | undefined): Text => ({
  en: `${name} has shut down${died === undefined ? '' : ` (${died})`}${why === undefined ? '.' : `: ${why}.`}`,
  ko: `${name}의 운영이 종료되었습니다${died === undefined ? '' : `(${endTime(died).ko})`}.${why === undefined ? '' : ` ${listEnd(why).ko}.`}`,
});

export const notQueriedAsDead = (dead: Text): Text => ({
  en: `${dead.en} It is not queried.`,
  ko: `${dead.ko} 조회하지 않습니다.`,
});

export const leaveOut = (id: string): Text => ({
  en: `Take "${id}" out of your lists.`,
  ko: `설정의 목록에서 제외하세요: "${id}".`,
});

export const dataIsIn = (id: string): Text => ({
  en: `Its data is in ${id}.`,
  ko: `같은 자료가 ${id} 목록에 있습니다.`,
});

export const noZone = (name: string): Text => ({
  en: `${name} cannot be queried by DNS.`,
  ko: `${name}의 자료는 DNS로 조회할 수 없습니다.`,
});

export const lookUpByHand = (url: string | undefined): Text =>
  url === undefined
    ? { en: 'Look it up by hand.', ko: '목록의 조회 페이지에서 직접 확인하세요.' }
    : { en: `Look it up by hand: ${url}`, ko: `조회 페이지에서 직접 확인하세요: ${url}` };

export const NEEDS_KEY: Text = { en: 'needs a key', ko: '키가 필요합니다' };

export const NO_KEY_LABEL: Text = {
  en: 'the stored key cannot be one: it must be letters, digits, "-" and "_", at most 63',
  ko: '저장된 값은 키가 될 수 없습니다. 키는 영문자, 숫자, "-", "_"로 된 63자 이하여야 합니다',
};

export const setKey = (variable: string): Text => ({
  en: `needs a key: set ${variable}`,
  ko: `키가 필요합니다. 환경 변수에 설정하세요: ${variable}`,
});

export const storeKey = (variable: string, command: string): Text => ({
  en: `Store it as ${variable} or under "keys" in the settings; on AWS: ${command}`,
  ko: `키를 환경 변수 ${variable} 또는 설정 파일의 "keys"에 저장하세요. AWS에서는 다음 명령으로 저장합니다: ${command}`,
});

export const askForKey = (operator: string): Text => ({
  en: `Ask ${operator} for a key.`,
  ko: `목록 운영자(${operator})에게 키를 요청하세요.`,
});

export const keyNotRead = (failure: string): Text => ({
  en: `its key could not be read (${failure})`,
  ko: `키를 읽지 못했습니다(${failure})`,
});

export const letReadKeys = (parameter: string): Text => ({
  en: `Let the function read ${parameter} (ssm:GetParametersByPath). The next run asks again.`,
  ko: `함수에 ${parameter} 읽기 권한(ssm:GetParametersByPath)을 주십시오. 다음 점검에서 다시 조회합니다.`,
});

/** `who`: an operator; null: Postwatch itself. */
export const tooSlow = (
  { who, perSecond, needed, given }: Record<'perSecond' | 'needed' | 'given', number> & { readonly who: string | null },
  targets: number,
): Text => ({
  en: `${who === null ? 'Postwatch sends at most' : `${who} allows`} ${perSecond} queries a second. ${count(targets, 'target')} ${targets === 1 ? 'needs' : 'need'} ${needed} s, and the time is ${given} s.`,
  ko: `${who === null ? 'Postwatch에서 보내는 조회는' : `${who}의 허용 한도는`} 초당 ${perSecond}회입니다. 대상 ${targets}개에 ${needed}초가 필요하지만 제한 시간은 ${given}초입니다.`,
});

export const moreTime = (ms: number | null): Text =>
  ms === null
    ? {
        en: 'Check fewer at a time, or let "postwatch watch" do it.',
        ko: '한 번에 점검하는 대상을 줄이거나 "postwatch watch" 명령을 사용하세요.',
      }
    : { en: `Use --timeout ${ms}.`, ko: `제한 시간을 늘리세요: --timeout ${ms}` };

/** `near`: ids of lists whose names are like it. */
export const noSuchList = (id: string, near: readonly string[]): Text => {
  const named = near.map((one) => `"${one}"`);
  return {
    en: `there is no list "${id}"; ${near.length === 0 ? '"postwatch lists" shows them' : `did you mean ${named.join(' or ')}?`}`,
    ko: `없는 목록입니다: "${id}". ${near.length === 0 ? '목록은 "postwatch lists" 명령으로 볼 수 있습니다.' : `혹시 찾는 목록: ${named.join(', ')}`}`,
  };
};
