/** What the local server says at its start and its end, and why it does not start; one line each. */
import type { Text } from '../shared/model/language.ts';

export const listeningOn = (url: string): Text => ({
  en: `Listening on ${url} (GET /openapi.json describes the API). Press Ctrl-C to stop.`,
  ko: `요청을 기다립니다: ${url} (API 설명: GET /openapi.json). 중단하려면 Ctrl-C를 누르세요.`,
});

export const writeToken = (token: string): Text => ({
  en: `Token for writing, valid until the server stops: ${token}`,
  ko: `쓰기 토큰(서버를 중단할 때까지 유효): ${token}`,
});

export const FIXED_TOKEN: Text = {
  en: 'Token for writing: the one in POSTWATCH_SERVE_TOKEN',
  ko: '쓰기 토큰: POSTWATCH_SERVE_TOKEN에 지정한 값',
};

export const BAD_SERVE_TOKEN: Text = {
  en: 'POSTWATCH_SERVE_TOKEN must be 24 to 200 printable characters without spaces',
  ko: 'POSTWATCH_SERVE_TOKEN은 공백 없이 출력 가능한 문자 24~200자여야 합니다',
};

export const pageAt = (link: string): Text => ({
  en: `The page, where you can act on what you see (this link works once): ${link}`,
  ko: `확인 처리 등 작업도 할 수 있는 페이지(링크는 한 번만 유효): ${link}`,
});

export const CANNOT_OPEN: Text = {
  en: 'No browser could be opened. Open the link yourself.',
  ko: '브라우저를 열지 못했습니다. 링크를 직접 여세요.',
};

export const SERVER_STOPPING: Text = { en: 'Stopping.', ko: '중단합니다.' };

export const portInUse = (port: number, host: string): Text => ({
  en: `port ${port} on ${host} is in use: stop the program that uses it, or give another --port`,
  ko: `${host}의 ${port} 포트를 다른 프로그램이 사용 중입니다. 그 프로그램을 중단하거나 다른 --port를 지정하세요.`,
});

export const cannotListen = (port: number, host: string, code: string): Text => ({
  en: `cannot listen on port ${port} of ${host} (${code})`,
  ko: `${host}의 ${port} 포트를 열지 못했습니다(${code}).`,
});

export const notPort = (shown: string): Text => ({
  en: `--port: "${shown}" is not a port number from 0 to 65535`,
  ko: `--port: 0에서 65535까지의 포트 번호가 아닙니다: "${shown}"`,
});

export const notLoopback = (shown: string): Text => ({
  en: `--host: "${shown}" is not a loopback address, and this server does not ask readers who they are (use 127.0.0.1 or ::1; for others, deploy the API or put a proxy with a login in front)`,
  ko: `--host: 루프백 주소가 아닙니다: "${shown}". 이 서버는 읽기에 로그인이 없으므로 127.0.0.1이나 ::1만 쓸 수 있습니다. 다른 컴퓨터에서 쓰려면 API를 배포하거나 로그인이 있는 프록시를 앞에 두세요.`,
});
