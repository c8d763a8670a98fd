/** What the API says of a request that it does not answer, before a route has seen it. */
import type { Text } from '../model/language.ts';

export const NO_IDENTITY: Text = {
  en: 'This request has no valid credentials.',
  ko: '요청에 유효한 인증 정보가 없습니다.',
};

export const TOO_MANY_WRONG_TOKENS: Text = {
  en: 'Too many wrong tokens came from your address. Send the right one, or wait.',
  ko: '잘못된 토큰을 너무 많이 보냈습니다. 올바른 토큰을 보내거나 잠시 기다리세요.',
};

export const needsReadPermission = ({ en, ko }: Text): Text => ({
  en: `Your token does not allow reading. ${en}`,
  ko: `이 토큰으로는 읽을 수 없습니다. ${ko}`,
});

export const needsWritePermission = ({ en, ko }: Text): Text => ({
  en: `This request needs write permission. ${en}`,
  ko: `쓰기 권한이 필요한 요청입니다. ${ko}`,
});

export const pathAllows = (methods: string): Text => ({
  en: `This path supports only these methods: ${methods}`,
  ko: `이 경로에서 쓸 수 있는 메서드: ${methods}`,
});

export const noSuchPath = (path: string): Text => ({
  en: `There is no route "${path}". GET /openapi.json lists all routes.`,
  ko: `없는 경로입니다: "${path}". 전체 경로는 GET /openapi.json에서 확인하세요.`,
});

export const INTERNAL_ERROR: Text = {
  en: 'An internal error occurred. The log has the details.',
  ko: '내부 오류가 발생했습니다. 자세한 내용은 로그에 있습니다.',
};

/** Parameters in the query. */
export const parameterMissing = (name: string, example: string): Text => ({
  en: `The parameter "${name}" is missing (for example, ${example}).`,
  ko: `${name} 매개변수가 없습니다(예: ${example}).`,
});

export const unknownParameter = (name: string, known: readonly string[]): Text => ({
  en: `Unknown parameter "${name}". ${known.length === 0 ? 'This route takes none.' : `This route takes: ${known.join(', ')}`}`,
  ko: `없는 매개변수입니다: "${name}". ${known.length === 0 ? '이 경로에는 매개변수가 없습니다.' : `쓸 수 있는 매개변수: ${known.join(', ')}`}`,
});

export const givenTooOften = (name: string, times: number): Text => ({
  en: `The parameter "${name}" is given ${times} times. Give it once.`,
  ko: `${name} 매개변수를 ${times}회 지정했습니다. 한 번만 지정하세요.`,
});

export const valueTooLong = (name: string, value: string, most: number): Text => ({
  en: `${name}: "${value}" is longer than ${most} characters.`,
  ko: `${name}: 값이 ${most}자를 넘습니다: "${value}"`,
});

export const notFlag = (name: string, value: string): Text => ({
  en: `${name}: "${value}" is not 1 or 0.`,
  ko: `${name}: 1이나 0이어야 합니다: "${value}"`,
});

export const notWholeNumber = (name: string, value: string): Text => ({
  en: `${name}: "${value}" is not a number from 1 to 9999.`,
  ko: `${name}: 1~9999의 정수여야 합니다: "${value}"`,
});

/** The body. */
export const wrongContentType = (raw: readonly string[]): Text =>
  raw.length === 0
    ? {
        en: 'The body must be JSON. Send it with content-type: application/json',
        ko: '본문은 JSON이어야 합니다. content-type: application/json 헤더를 함께 보내세요.',
      }
    : {
        en: `The body must be JSON or text. Send it with content-type: application/json, ${raw.join(' or ')}`,
        ko: `본문은 JSON이나 텍스트여야 합니다. 다음 content-type 중 하나로 보내세요: application/json, ${raw.join(', ')}`,
      };

export const compressedBody = (coding: string): Text => ({
  en: `The body must not be compressed (content-encoding: ${coding}).`,
  ko: `본문을 압축하지 말고 보내세요(content-encoding: ${coding}).`,
});

export const bodyTooLarge = (most: number): Text => ({
  en: `The body is larger than ${most} bytes.`,
  ko: `본문이 ${most}바이트를 넘습니다.`,
});

export const emptyBody = (example: string, alsoText: boolean): Text => ({
  en: `The body is empty. Send ${alsoText ? 'the text, or JSON' : 'JSON'}. For example: ${example}`,
  ko: `본문이 비어 있습니다. ${alsoText ? '텍스트나 JSON을' : 'JSON을'} 보내세요. 예: ${example}`,
});

export const bodyNotJson = (example: string): Text => ({
  en: `The body is not valid JSON in UTF-8. For example: ${example}`,
  ko: `본문이 올바른 JSON(UTF-8)이 아닙니다. 예: ${example}`,
});
