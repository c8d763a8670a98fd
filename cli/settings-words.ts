/** About the settings file as a place, one line each. */
import type { Text } from '../shared/model/language.ts';

type Places = { readonly old: string; readonly now: string; readonly settings: string };

export function stateFileLeftBehind({ old, now, settings }: Places): Text {
  const entry = `"memory": ${JSON.stringify(old)}`;
  return {
    en: `the state file is still ${old}, from this folder; the settings mean ${now}, which does not exist yet. To keep the old one, write its whole path into ${settings}: ${entry}`,
    ko: `상태 저장 파일은 아직 현재 폴더의 ${old} 파일입니다. 설정 파일이 가리키는 ${now} 파일은 아직 없습니다. 계속 사용하려면 ${settings} 파일에 전체 경로를 적으세요: ${entry}`,
  };
}

export const secretsOpenTo = (readers: 'everyone' | 'its group', file: string, command: string): Text => ({
  en: `${file} holds keys or secrets, and ${readers} on this machine may read it. If only you run Postwatch: ${command}`,
  ko: `${file} 파일에 키나 비밀 값이 있는데 ${READERS[readers]} 읽을 수 있습니다. 혼자 사용한다면 다음을 실행하세요: ${command}`,
});

const READERS = { everyone: '이 컴퓨터의 모든 사용자가', 'its group': '이 컴퓨터의 같은 그룹 사용자가' } as const;
