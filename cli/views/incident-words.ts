/** What the screens of incidents, snoozes and histories say, in each language. */
import type { Severity, Status } from '../../shared/model/finding.ts';
import type { Language } from '../../shared/model/language.ts';
import { count } from '../../shared/model/text.ts';
import { SEVERITY_WORDS, STATUS_WORDS } from './status-words.ts';

/** Times are texts already. */
export type IncidentWords = {
  readonly mark: (status: Status, severity: Severity) => string;
  readonly since: (time: string) => string;
  /** `names`: the first of them. */
  readonly members: (count: number, names: string) => string;
  readonly snoozed: (id: string) => string;
  readonly flapping: string;
  readonly acknowledged: (by: string, at: string, until: string | null, why: string) => string;
  readonly takenBack: (by: string, at: string) => string;
  readonly list: (id: string) => string;
  readonly span: (from: string, until: string) => string;
  readonly reason: (by: string, why: string) => string;
  /** Of a snooze that has just begun. */
  readonly begun: string;
  readonly meanwhile: string;
  readonly toEnd: (command: string) => string;
  readonly ended: (id: string) => string;
  readonly snoozes: (count: number) => string;
  readonly notifiedAs: (home: string) => string;
  readonly notNotified: (muted: string) => string;
  readonly incident: (id: string) => string;
  readonly incidents: (open: number, acknowledged: number) => string;
  readonly nothingKnown: (target: string) => string;
  readonly state: Readonly<Record<'open' | 'acknowledged' | 'cleared' | 'ended', string>>;
};

/** An acknowledged incident is open, too. */
function shownSum(shown: number, acknowledged: number): string {
  if (acknowledged === 0) return shown === 0 ? 'no open incidents' : count(shown, 'open incident');
  const shows = `(--all shows ${acknowledged === 1 ? 'it' : 'them'})`;
  if (shown > 0) return `${count(shown, 'open incident')}; ${acknowledged} more acknowledged ${shows}`;
  return `${count(acknowledged, 'open incident')}, ${acknowledged === 1 ? '' : 'all '}acknowledged ${shows}`;
}

export const INCIDENT_WORDS: Readonly<Record<Language, IncidentWords>> = {
  en: {
    mark: (status, severity) => `${STATUS_WORDS[status].en} ${SEVERITY_WORDS[severity].en}`,
    since: (time) => `since ${time}`,
    members: (all, names) => `${count(all, 'target')}: ${names}`,
    snoozed: (id) => `snoozed (${id})`,
    flapping: 'opens and clears repeatedly',
    acknowledged: (by, at, until, why) =>
      `acknowledged by ${by} at ${at}${until === null ? '' : `, until ${until}`}: ${why}`,
    takenBack: (by, at) => `acknowledgement taken back by ${by} at ${at}`,
    list: (id) => `list ${id}`,
    span: (from, until) => `from ${from} until ${until}`,
    reason: (by, why) => `by ${by}: ${why}`,
    begun: 'Snoozed. No notices about this are sent in that time:',
    meanwhile: 'Checks continue. If a problem is still open at the end, you are notified then.',
    toEnd: (command) => `To end it early: ${command}`,
    ended: (id) => `The snooze ${id} has ended.`,
    snoozes: (all) => (all === 0 ? 'nothing is snoozed' : count(all, 'snooze')),
    notifiedAs: (home) => `notified as one incident of ${home}`,
    notNotified: (muted) => `no notice sent (${muted})`,
    incident: (id) => `incident ${id}`,
    incidents: shownSum,
    nothingKnown: (target) => `nothing is recorded about ${target}: nothing has happened, or it is not watched`,
    state: { open: 'open', acknowledged: 'acknowledged', cleared: 'cleared', ended: 'ended' },
  },
  ko: {
    mark: (status, severity) => `${STATUS_WORDS[status].ko}(${SEVERITY_WORDS[severity].ko})`,
    since: (time) => `발생: ${time}`,
    members: (all, names) => `대상 ${all}개: ${names}`,
    snoozed: (id) => `알림 일시 중지(${id})`,
    flapping: '반복 발생',
    acknowledged: (by, at, until, why) =>
      `확인 처리: ${by}, ${at}${until === null ? '' : `, ${until}까지`}. 사유: ${why}`,
    takenBack: (by, at) => `확인 처리 취소: ${by}, ${at}`,
    list: (id) => `차단 목록 ${id}`,
    span: (from, until) => `기간: ${from} ~ ${until}`,
    reason: (by, why) => `사유: ${why} (${by})`,
    begun: '알림 일시 중지를 등록했습니다.',
    meanwhile: '이 기간에도 점검과 기록은 계속합니다. 끝났을 때 남아 있는 문제만 알림을 보냅니다.',
    toEnd: (command) => `먼저 끝내려면: ${command}`,
    ended: (id) => `알림 일시 중지를 끝냈습니다: ${id}`,
    snoozes: (all) => (all === 0 ? '알림 일시 중지가 없습니다.' : `알림 일시 중지 ${all}건`),
    notifiedAs: (home) => `${home} 인시던트로 묶어 알림`,
    notNotified: (muted) => `알림을 보내지 않음(${muted})`,
    incident: (id) => `인시던트 ${id}`,
    incidents: (open, hidden) =>
      [
        open === 0
          ? `${hidden === 0 ? '' : '확인 처리하지 않은 '}미해소 인시던트가 없습니다.`
          : `미해소 인시던트 ${open}건.`,
        ...(hidden === 0 ? [] : [`확인 처리한 ${hidden}건은 --all로 볼 수 있습니다.`]),
      ].join(' '),
    nothingKnown: (target) => `기록이 없습니다: ${target}. 아무 일도 없었거나 감시 대상이 아닙니다.`,
    state: { open: '미해소', acknowledged: '확인 처리됨', cleared: '해소', ended: '감시 종료' },
  },
};
