/** The headline of a diagnosis: whether it is still so. */
import type { Examined } from '../../shared/diagnose/examine.ts';
import type { OverallVerdict } from '../../shared/diagnose/overall.ts';
import type { Status } from '../../shared/model/finding.ts';
import type { Language } from '../../shared/model/language.ts';
import { wrap } from '../../shared/model/text.ts';
import { paintStatus, type Terminal } from '../terminal.ts';
import { DIAGNOSIS_WORDS } from './diagnosis-words.ts';

/** What a screen tells apart besides: `blind`: no resolver could be trusted; `failed`: some lookup had no result. */
type ShownVerdict = OverallVerdict | 'blind' | 'failed';

const VERDICT_STATUS: Readonly<Record<ShownVerdict, Status>> = {
  confirmed: 'fail',
  'fixed since': 'pass',
  'in order': 'pass',
  'not visible from here': 'unknown',
  'not tested': 'unknown',
  blind: 'unknown',
  failed: 'unknown',
};

type Worded = readonly [label: string, text: string];

const WORDS: Readonly<Record<Language, Readonly<Record<'blind' | 'failed', Worded>>>> = {
  en: {
    blind: ['Not tested', 'nothing could be looked up.'],
    failed: ['Unknown', 'what would decide it could not be looked up.'],
  },
  ko: {
    blind: ['확인 불가', '아무것도 조회하지 못했습니다.'],
    failed: ['확인 불가', '판단에 필요한 항목을 조회하지 못했습니다.'],
  },
};

/** Of what came through or was the server's own, the line below says enough. */
export function verdictLines(examined: Examined, isBlind: boolean, terminal: Terminal): readonly string[] {
  const { state, direction } = examined;
  if (state === 'delivered-late' || direction === 'inbound') return [];
  const shown = isBlind ? 'blind' : shownVerdict(examined);
  const words = { ...DIAGNOSIS_WORDS[terminal.language].verdict, ...WORDS[terminal.language] };
  const [label, text] = words[shown];
  const [first = '', ...rest] = wrap(`${label}: ${text}`, terminal.width, '  ');
  return [first.replace(label, paintStatus(terminal, VERDICT_STATUS[shown], label)), ...rest];
}

/** A lookup that failed is no sign that there is nothing to look up. */
function shownVerdict({ verdict, live, preconditions }: Examined): ShownVerdict {
  if (verdict !== 'not visible from here') return verdict;
  const open = [
    ...live.filter((one) => one.verdict === 'cannot be checked from here'),
    ...preconditions.filter(({ status }) => status === 'unknown'),
  ];
  return open.some(({ evidence }) => evidence.some(isFailure)) ? 'failed' : verdict;
}

const isFailure = ({ rcode, answers }: Examined['live'][number]['evidence'][number]): boolean =>
  answers.length === 0 && rcode !== 'NOERROR' && rcode !== 'NXDOMAIN';
