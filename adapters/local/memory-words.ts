/** Why the watch's state file cannot be used, one line each, with the file's name. */
import type { Text } from '../../shared/model/language.ts';

export const stateFileInUse = (path: string): Text => ({
  en: `${path} is in use: the watch is already running (two at once would send every notice twice)`,
  ko: `감시가 이미 실행 중입니다(${path} 사용 중). 두 개를 동시에 실행하면 알림이 두 번 갑니다.`,
});

/** `why`: the system's own words; `reason`: what is behind them, where we know it. */
export const stateFileUnusable = (path: string, why: string, reason: 'owner' | 'folder' | null): Text => {
  const { en, ko } = reason === null ? { en: '', ko: '' } : UNUSABLE[reason];
  return {
    en: `${path} cannot be used as the state file: ${why}${en}; it was not changed`,
    ko: `${path} 파일을 상태 저장 파일로 쓸 수 없습니다: ${why}.${ko} 파일은 바꾸지 않았습니다.`,
  };
};

const UNUSABLE: Readonly<Record<'owner' | 'folder', Text>> = {
  owner: {
    en: ' (only its owner may use it: run this command as the user that runs the watch)',
    ko: ' 소유자만 사용할 수 있으니, 감시를 실행하는 사용자로 다시 실행하세요.',
  },
  folder: {
    en: ' (its folder may be missing or not writable)',
    ko: ' 폴더가 없거나 쓰기 권한이 없을 수 있습니다.',
  },
};

export const noStateFile = (path: string): Text => ({
  en: `there is no state file at ${path} yet; run "postwatch watch" first`,
  ko: `저장된 점검 기록이 없습니다(${path}). "postwatch watch"를 먼저 실행하세요.`,
});

export const earlierStateFile = (path: string): Text => ({
  en: `${path} was written by an earlier version; "postwatch watch" updates it`,
  ko: `${path} 파일은 이전 버전이 저장한 것입니다. "postwatch watch"를 실행하면 새 형식으로 바꿉니다.`,
});

export const newerStateFile = (path: string): Text => ({
  en: `${path} was written by a newer version of Postwatch`,
  ko: `${path} 파일은 더 새로운 Postwatch가 저장한 것입니다.`,
});

export const foreignDatabase = (path: string): Text => ({
  en: `${path} is a database of another program; name another file`,
  ko: `${path} 파일은 다른 프로그램의 데이터베이스입니다. 다른 파일을 지정하세요.`,
});

export const unreadableStateFile = (path: string, why: string): Text => ({
  en: `${path} cannot be read now: ${why}`,
  ko: `${path} 파일을 지금 읽을 수 없습니다: ${why}`,
});

export const stateFileBusy = (path: string, seconds: number): Text => ({
  en: `another process has been writing to ${path} for more than ${seconds} s; try again`,
  ko: `다른 프로세스가 ${path} 파일에 ${seconds}초 넘게 쓰고 있습니다. 다시 시도하세요.`,
});

export const stateFileFailed = (path: string, why: string): Text => ({
  en: `${path} cannot be written or read: ${why}; nothing stored is lost, and the next start does the rest`,
  ko: `${path} 파일을 읽거나 쓸 수 없습니다: ${why}. 저장된 내용은 그대로이며, 나머지는 다음에 시작할 때 처리합니다.`,
});

/** `mode`: octal. */
export const closedToOthers = (path: string, mode: string): Text => ({
  en: `${path} was open to other users of this machine (mode ${mode}); now only you can read it (0600)`,
  ko: `${path} 파일을 이 컴퓨터의 다른 사용자도 읽을 수 있었습니다(권한 ${mode}). 이제 본인만 읽을 수 있습니다(0600).`,
});

export const openToOthers = (path: string, mode: string): Text => ({
  en: `${path} is open to other users of this machine (mode ${mode}), and only its owner can change that (chmod 600)`,
  ko: `${path} 파일을 이 컴퓨터의 다른 사용자도 읽을 수 있습니다(권한 ${mode}). 소유자만 바꿀 수 있습니다(chmod 600).`,
});
