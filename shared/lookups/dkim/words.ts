/** What is said of a DKIM key (RFC 6376, Ed25519: RFC 8463). */
import type { Text } from '../../model/language.ts';
import type { KeyType } from './key.ts';

export const PAIR_NEEDED: Text = {
  en: 'A DKIM key is looked up by its selector and its domain.',
  ko: 'DKIM 키를 조회하려면 선택자(selector)와 도메인이 필요합니다.',
};

export const notASelector = (text: string): Text => ({
  en: `"${text}" is not a DKIM selector.`,
  ko: `DKIM 선택자(selector)가 아닙니다: "${text}".`,
});

export const severalKeys = (name: string, count: number): Text => ({
  en: `There are ${count} keys at ${name}, and which one counts is left to chance.`,
  ko: `${name}에 키가 ${count}개 있어 어느 키가 쓰일지 알 수 없습니다.`,
});

export const domainGone = (domain: string): Text => ({
  en: `The domain ${domain} itself does not exist.`,
  ko: `${domain} 도메인 자체가 존재하지 않습니다.`,
});

export const KEY_IN_TEST: Text = {
  en: 'The key says t=y: receivers may treat its mail as unsigned.',
  ko: '키에 t=y 태그가 있어 수신 서버가 서명하지 않은 메일로 처리할 수 있습니다.',
};

export const wrongVersion = (version: string): Text => ({
  en: `The version of the key is v=${version} and must be v=DKIM1.`,
  ko: `키의 버전(v=${version})이 v=DKIM1 값이 아닙니다.`,
});

export const VERSION_NOT_FIRST: Text = {
  en: 'v=DKIM1 is not the first tag, as RFC 6376 requires. Some verifiers refuse the key.',
  ko: 'v=DKIM1 태그가 맨 앞에 있지 않습니다(RFC 6376 위반). 이 키를 거부하는 검증기가 있습니다.',
};

export const tagInCapitals = (name: string): Text => ({
  en: `The tag "${name}" is written in capitals. Verifiers that match the case, as RFC 6376 requires, do not see it.`,
  ko: `태그 "${name}" 이름에 대문자가 있습니다. RFC 6376에 따라 대소문자를 구분하는 검증기는 인식하지 못합니다.`,
});

export const noSha256 = (hashes: string): Text => ({
  en: `h=${hashes} does not allow sha256, the only hash that receivers accept: every signature with this key fails.`,
  ko: `h=${hashes} 값이 sha256을 허용하지 않습니다. 수신 서버는 sha256만 인정하므로 이 키의 서명은 모두 실패합니다.`,
});

export const notForMail = (services: string): Text => ({
  en: `s=${services} does not name email, so receivers ignore the key for mail.`,
  ko: `s=${services} 값에 email이 없어 수신 서버가 이 키를 메일에 사용하지 않습니다.`,
});

export const REVOKED: Text = {
  en: 'The key is revoked (an empty p=): every signature with this selector fails.',
  ko: '폐기된 키입니다(p= 값이 비어 있음). 이 선택자의 서명은 모두 실패합니다.',
};

export const unknownKeyType = (type: string): Text => ({
  en: `"${type}" is not a known key type.`,
  ko: `알려지지 않은 키 유형입니다: "${type}".`,
});

export const PRIVATE_KEY: Text = {
  en: 'The record holds the PRIVATE key: anyone can sign mail as this domain.',
  ko: '레코드에 개인 키(비밀 키)가 들어 있습니다. 누구나 이 도메인의 이름으로 메일에 서명할 수 있습니다.',
};

export const WRAPPED_KEY: Text = {
  en: 'The Ed25519 key is whole, but wrapped in SubjectPublicKeyInfo. RFC 8463 wants the bare 32 octets, and verifiers refuse this.',
  ko: 'Ed25519 키는 온전하지만 SubjectPublicKeyInfo 형식입니다. RFC 8463은 32바이트 키만 쓰도록 정하며, 검증기는 이 형식을 거부합니다.',
};

export const otherKeyType = (type: KeyType, is: KeyType): Text => ({
  en: `The record says k=${type}${type === 'rsa' ? ' (or has no k=)' : ''}, but the key is of the type ${is}.`,
  ko: `레코드에는 k=${type}${type === 'rsa' ? ' 값이 있거나 k= 태그가 없는데' : ' 값이 있는데'} 실제 키는 ${is} 유형입니다.`,
});

export const ARMORED_KEY: Text = {
  en: 'p= holds the lines of a PEM file (-----BEGIN …-----) beside the key.',
  ko: 'p= 값에 키 말고도 PEM 파일의 줄(-----BEGIN …-----)이 들어 있습니다.',
};

/** `why`: a whole sentence. */
export const brokenKey = (type: KeyType, why: Text): Text => ({
  en: `The ${type} key cannot be read: it was cut or mistyped. ${why.en}`,
  ko: `${type} 키를 읽을 수 없습니다. 잘렸거나 잘못 입력된 값입니다. ${why.ko}`,
});

export const weakKey = (bits: number): Text => ({
  en: `The RSA key has ${bits} bits. Receivers ignore keys under 1024 bits (RFC 8301).`,
  ko: `RSA 키가 ${bits}비트입니다. 수신 서버는 1024비트 미만의 키를 무시합니다(RFC 8301).`,
});

export const shortKey = (bits: number): Text => ({
  en: `The RSA key has ${bits} bits. RFC 8301 asks for 2048.`,
  ko: `RSA 키가 ${bits}비트입니다. RFC 8301은 2048비트를 권장합니다.`,
});

export const ED25519_SOUND: Text = { en: 'The Ed25519 key is sound.', ko: 'Ed25519 키는 정상입니다.' };

export const rsaSound = (bits: number): Text => ({
  en: `The RSA key is sound: ${bits} bits.`,
  ko: `RSA 키는 정상입니다(${bits}비트).`,
});

export const keyInPieces = (name: string, pieces: number): Text => ({
  en: `The key at ${name} is cut into ${pieces} TXT records, which no verifier puts together: their order is left to chance.`,
  ko: `${name}의 키가 TXT 레코드 ${pieces}개로 나뉘어 있습니다. 레코드의 순서는 정해져 있지 않아 합쳐지지 않습니다.`,
});

export const stringsOutOfOrder = (name: string): Text => ({
  en: `The strings of the key at ${name} are in the wrong order.`,
  ko: `${name}의 키를 이루는 문자열의 순서가 잘못되었습니다.`,
});
