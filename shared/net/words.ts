/** Why a connection failed, or was refused, for a person. */
import type { Text } from '../model/language.ts';

const milliseconds = (ms: number): string => `${Math.round(ms)} ms`;

export const noConnectionWithin = (ms: number): Text => ({
  en: `no connection within ${milliseconds(ms)}`,
  ko: `${milliseconds(ms)} 안에 연결되지 않음`,
});

export const noAnswerWithin = (ms: number): Text => ({
  en: `no answer within ${milliseconds(ms)}`,
  ko: `${milliseconds(ms)} 안에 응답 없음`,
});

export const noSessionWithin = (ms: number): Text => ({
  en: `no TLS session within ${milliseconds(ms)}`,
  ko: `${milliseconds(ms)} 안에 TLS 연결이 이루어지지 않음`,
});

export const conversationTimeUp: Text = {
  en: 'the time for this conversation was up',
  ko: '대화에 허용된 시간이 지남',
};

export const closedByServer: Text = { en: 'the server closed the connection', ko: '서버가 연결을 끊음' };

export const closedDuringHandshake: Text = {
  en: 'the server closed the connection during the handshake',
  ko: '핸드셰이크 중에 서버가 연결을 끊음',
};

export const conversationOver: Text = { en: 'the conversation is over', ko: '대화가 이미 끝남' };

export const changedProtocol: Text = {
  en: 'the server changed the protocol without being asked',
  ko: '요청하지 않았는데 서버가 프로토콜을 바꿈',
};

export const tooManyInterim = (most: number): Text => ({
  en: `more than ${most} interim answers`,
  ko: `중간 응답이 ${most}개를 넘음`,
});

const octets = (many: number): string => many.toLocaleString('en-US');

export const tooManyOctets = (most: number): Text => ({
  en: `more than ${octets(most)} bytes`,
  ko: `${octets(most)}바이트를 넘음`,
});

export const lineTooLong = (most: number): Text => ({
  en: `a line of more than ${octets(most)} bytes`,
  ko: `한 줄이 ${octets(most)}바이트를 넘음`,
});

export const ofTheHost: Text = {
  en: "it is the cloud's own service on this machine's host",
  ko: '이 컴퓨터가 있는 클라우드의 내부 서비스',
};

/** `range`: such as `documentation range (RFC 5737)`. */
export const inRange = (range: Text): Text => ({ en: `it is in a ${range.en}`, ko: range.ko });

export const portNotAllowed = (port: number, ports: readonly number[]): Text => ({
  en: `lookups do not connect to port ${port} (only to ${ports.join(', ')})`,
  ko: `조회에서 연결하지 않는 포트 ${port}(연결하는 포트: ${ports.join(', ')})`,
});

/** What the system's error codes mean. */
const CODES: ReadonlyMap<string, Text> = new Map(
  Object.entries({
    ECONNREFUSED: { en: 'connection refused', ko: '연결 거부' },
    ECONNRESET: { en: 'connection reset', ko: '연결이 중간에 끊김' },
    EHOSTUNREACH: { en: 'host unreachable', ko: '호스트에 도달할 수 없음' },
    ENETUNREACH: { en: 'no route to that network', ko: '해당 네트워크로 가는 경로 없음' },
    EADDRNOTAVAIL: { en: 'no route from this machine', ko: '이 컴퓨터에서 나가는 경로 없음' },
    ETIMEDOUT: { en: 'timed out', ko: '시간 초과' },
    EPIPE: { en: 'connection closed', ko: '연결이 닫힘' },
  }),
);

/** An error code in words: `connection refused`; undefined for a code that has none. */
export const codeInWords = (code: string): Text | undefined => CODES.get(code);

/** A failure's detail in words: `connection refused (ECONNREFUSED)`. */
export function failureInWords(detail: Text): Text {
  const known = CODES.get(detail.en);
  return known === undefined ? detail : { en: `${known.en} (${detail.en})`, ko: `${known.ko}(${detail.en})` };
}
