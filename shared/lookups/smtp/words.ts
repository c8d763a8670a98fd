/** What a lookup says about a mail server. `answered`: the answer of the server, or why there is none. */
import type { Text } from '../../model/language.ts';

export const noTlsAtFirst = (why: Text): Text => ({
  en: `The server accepts the connection, but no TLS session is set up: ${why.en}.`,
  ko: `서버에 연결되지만 TLS 세션이 맺어지지 않습니다: ${why.ko}`,
});

export const noGreeting = (why: Text): Text => ({
  en: `The server accepts the connection, but no greeting arrives: ${why.en}.`,
  ko: `서버에 연결되지만 인사 메시지(220)가 오지 않습니다: ${why.ko}`,
});

export const cannotServe = (answered: string): Text => ({
  en: `The server cannot serve us now: "${answered}".`,
  ko: `서버가 지금은 처리할 수 없다고 응답했습니다: "${answered}"`,
});

export const turnsAway = (answered: string): Text => ({
  en: `The server turns this connection away: "${answered}".`,
  ko: `서버가 이 연결을 거부했습니다: "${answered}"`,
});

export const greets = (ms: number, answered: string): Text => ({
  en: `The server greets after ${ms} ms: "${answered}".`,
  ko: `서버가 ${ms} ms 만에 인사 메시지를 보냈습니다: "${answered}"`,
});

export const greetsSlowly = (seconds: string, answered: string): Text => ({
  en: `The greeting took ${seconds} s: "${answered}".`,
  ko: `인사 메시지가 오기까지 ${seconds}초가 걸렸습니다: "${answered}"`,
});

export const takesOnlyHelo = (answered: string): Text => ({
  en: `The server refuses EHLO ("${answered}") and accepts HELO, so mail to it travels unencrypted.`,
  ko: `서버가 EHLO를 거부하고("${answered}") HELO만 받으므로, 이 서버로 가는 메일은 암호화되지 않습니다.`,
});

export const takesNoEhlo = (answered: Text): Text => ({
  en: `The server does not accept EHLO: ${answered.en}.`,
  ko: `서버가 EHLO를 받지 않습니다: ${answered.ko}`,
});

export const sessionRewritten = (marks: readonly Text[]): Text => ({
  en: `A firewall on the way rewrites the session (${marks.map(({ en }) => en).join(', ')}), as the SMTP inspection of Cisco PIX and ASA does. It removes STARTTLS, so mail travels unencrypted.`,
  ko: `경로의 방화벽이 SMTP 대화를 바꾸고 있습니다(${marks.map(({ ko }) => ko).join(', ')}). Cisco PIX·ASA의 SMTP 검사 기능이 이렇게 동작하며, STARTTLS가 없어져 메일이 암호화되지 않습니다.`,
});

export const starredBanner: Text = { en: 'asterisks in the banner', ko: '인사 메시지가 별표로 바뀜' };

export const hiddenKeyword = (seen: string): Text => ({
  en: `${seen} in place of a keyword`,
  ko: `키워드가 ${seen} 문자열로 바뀜`,
});

export const ownName = (name: string): Text => ({
  en: `The server calls itself ${name}, which is its reverse name.`,
  ko: `서버가 밝힌 이름이 역방향 DNS와 같습니다: ${name}`,
});

export const otherName = (name: string, reverse: readonly string[]): Text =>
  reverse.length === 0
    ? {
        en: `The server calls itself "${name}", but its address has no reverse name.`,
        ko: `서버가 밝힌 이름은 "${name}"인데, 서버의 IP에 역방향 DNS(PTR)가 없습니다.`,
      }
    : {
        en: `The server calls itself "${name}", but its reverse name is ${reverse.join(', ')}.`,
        ko: `서버가 밝힌 이름은 "${name}"인데, 역방향 DNS(PTR)는 ${reverse.join(', ')}입니다.`,
      };

export const noStarttls: Text = {
  en: 'The server does not offer STARTTLS, so mail to it travels unencrypted.',
  ko: '서버가 STARTTLS를 지원하지 않아, 이 서버로 가는 메일이 암호화되지 않습니다.',
};

export const starttlsFails = (answered: Text): Text => ({
  en: `The server offers STARTTLS, but no TLS session is set up: ${answered.en}.`,
  ko: `서버가 STARTTLS를 지원하지만 TLS 세션이 맺어지지 않습니다: ${answered.ko}`,
});

export const notSmtp: Text = { en: 'the answer is not an SMTP reply', ko: 'SMTP 응답이 아님' };

export const endlessReply = (most: number): Text => ({
  en: `a reply of more than ${most} lines`,
  ko: `응답이 ${most}줄을 넘음`,
});

export const noSmtpReply: Text = { en: 'no reply', ko: '응답 없음' };
