/** What is wrong with an argument, for the person who typed it. */
import type { Text } from '../../model/language.ts';

/** `why`: `it is a private address (RFC 1918)`; in Korean what it is. */
export const notPublic = (address: string, why: Text): Text => ({
  en: `${address} cannot be looked up: ${why.en}.`,
  ko: `조회할 수 없는 IP입니다: ${address}. 이유: ${why.ko}.`,
});

export const notAHost = (text: string): Text => ({
  en: `"${text}" is neither an IP address (203.0.113.25) nor a full host name (mail.example.com).`,
  ko: `IP 주소(203.0.113.25)도 전체 호스트 이름(mail.example.com)도 아닙니다: "${text}".`,
});

export const notAPlace = (text: string): Text => ({
  en: `"${text}" is not a host with a port (for example, mail.example.com:25).`,
  ko: `호스트:포트 형식이 아닙니다: "${text}". 예: mail.example.com:25`,
});

export const withoutPort = (text: string): Text => ({
  en: `"${text}" has no port (for example, mail.example.com:25).`,
  ko: `포트가 없습니다: "${text}". 예: mail.example.com:25`,
});

export const notAPort = (port: number): Text => ({
  en: `${port} is not a valid port: it must be a number from 1 to 65535.`,
  ko: `올바른 포트가 아닙니다: ${port}. 1~65535의 숫자를 쓰세요.`,
});

export const notAWebAddress = (text: string, scheme: string): Text => ({
  en: `"${text}" is not a web address (for example, ${scheme}:www.example.com/path).`,
  ko: `웹 주소가 아닙니다: "${text}". 예: ${scheme}:www.example.com/path`,
});
