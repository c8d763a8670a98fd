/** Why a deployed API was not called, or gave no answer that counts, one line each. */
import type { Text } from '../../../shared/model/language.ts';

export const notApiUrl = (shown: string): Text => ({
  en: `"${shown}" is not the URL of an API (expected https://..., as cdk deploy printed it)`,
  ko: `API의 URL이 아닙니다: "${shown}". cdk deploy가 출력한 https://... 주소를 입력하세요.`,
});

export const LOGIN_IN_URL: Text = {
  en: 'a URL with a name or password in it is not accepted (set POSTWATCH_TOKEN to use a token)',
  ko: '이름이나 비밀번호가 들어 있는 URL은 쓸 수 없습니다. 토큰은 POSTWATCH_TOKEN에 설정하세요.',
};

export const queryInUrl = (shown: string): Text => ({
  en: `"${shown}" has a query; expected the URL alone`,
  ko: `URL에 쿼리(?)나 #이 붙어 있습니다: "${shown}". URL만 입력하세요.`,
});

export const unencryptedUrl = (shown: string): Text => ({
  en: `"${shown}" would send the credentials in the clear (expected https)`,
  ko: `자격 증명이 암호화되지 않은 채 전송됩니다: "${shown}". https URL을 입력하세요.`,
});

export const TOKEN_NOT_A_WORD: Text = {
  en: 'POSTWATCH_TOKEN is not one word of printable characters',
  ko: 'POSTWATCH_TOKEN에 공백이나 쓸 수 없는 글자가 있습니다.',
};

export const noRegionFor = (host: string): Text => ({
  en: `the Region of ${host} is not in its name: set AWS_REGION, or POSTWATCH_TOKEN to use a token`,
  ko: `${host} 이름에 리전이 없습니다. AWS_REGION을 설정하거나, 토큰을 쓰려면 POSTWATCH_TOKEN을 설정하세요.`,
});

export const orWithToken = ({ en, ko }: Text): Text => ({
  en: `${en}; or set POSTWATCH_TOKEN to use a token`,
  ko: `${ko} 토큰을 쓰려면 POSTWATCH_TOKEN을 설정하세요.`,
});

export const answeredTooMuch = (host: string, most: number): Text => ({
  en: `${host} answered with more than ${most} bytes: is this a Postwatch API?`,
  ko: `${host} 서버의 응답이 ${most}바이트보다 큽니다. Postwatch API의 URL인지 확인하세요.`,
});

export const answeredNotJson = (host: string): Text => ({
  en: `${host} answered with something that is not JSON: is this a Postwatch API?`,
  ko: `${host} 서버의 응답이 JSON이 아닙니다. Postwatch API의 URL인지 확인하세요.`,
});

export const answeredStatus = (host: string, status: number): Text => ({
  en: `${host} answered ${status}`,
  ko: `${host} 서버가 ${status} 상태로 응답했습니다.`,
});

export const answeredRedirect = (host: string, status: number): Text => ({
  en: `${host} answered ${status} with a redirect, which is not followed`,
  ko: `${host} 서버가 다른 주소로 이동하라고 응답했습니다(${status}). 이동하지 않습니다.`,
});

export const noApiAnswer = (host: string, seconds: number): Text => ({
  en: `no answer from ${host} within ${seconds} s`,
  ko: `${host} 서버에서 ${seconds}초 안에 응답이 없습니다.`,
});

/** `why`: in brackets. */
export const apiUnreachable = (host: string, { en, ko }: Text): Text => ({
  en: `${host} cannot be reached (${en})`,
  ko: `API에 연결하지 못했습니다: ${host}(${ko})`,
});

export const CONNECTION_FAILED: Text = { en: 'the connection failed', ko: '연결 실패' };
export const NAME_UNRESOLVED: Text = { en: 'its name could not be resolved', ko: '이름을 조회할 수 없음' };
export const CONNECTION_REFUSED: Text = { en: 'connection refused', ko: '연결 거부' };
export const CONNECTION_TOO_SLOW: Text = { en: 'no connection in time', ko: '연결 시간 초과' };
export const UNTRUSTED_CERTIFICATE: Text = {
  en: 'its certificate is not trusted here',
  ko: '인증서를 신뢰할 수 없음',
};

/** What API Gateway answers before a request reaches the API, by its status. An HTTP API cannot change the words. */
export const GATEWAY_ANSWERS: Readonly<Record<number, Text>> = {
  401: {
    en: 'API Gateway found no valid token in this request (401). Set POSTWATCH_TOKEN to a token that is not expired.',
    ko: 'API Gateway가 요청에서 유효한 토큰을 찾지 못했습니다(401). POSTWATCH_TOKEN에 만료되지 않은 토큰을 설정하세요.',
  },
  403: {
    en: 'API Gateway refused these credentials (403). They may not call this API, or the token lacks a scope.',
    ko: 'API Gateway가 이 인증 정보를 거부했습니다(403). 이 API를 호출할 권한이 없거나 토큰에 필요한 범위가 없습니다.',
  },
  429: {
    en: 'The deployment gets more requests than it takes at once (429). Wait a second, then try again.',
    ko: '배포된 API가 한 번에 처리할 수 있는 것보다 많은 요청을 받았습니다(429). 1초 뒤에 다시 시도하세요.',
  },
  503: {
    en: 'API Gateway got no answer from the API in time (503). Try again.',
    ko: 'API Gateway가 API의 응답을 제때 받지 못했습니다(503). 다시 시도하세요.',
  },
};
