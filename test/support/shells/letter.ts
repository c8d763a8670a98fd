/** One refusal and the people and servers around it: what every shell is filled with. */
export type Letter = {
  /** As the receiver wrote it: one line, or several with their codes. */
  readonly reply: string;
  readonly to: string;
  readonly from: string;
  readonly mx: string;
  readonly mxIp: string;
  /** The server that writes the report. */
  readonly reporter: string;
  readonly reporterIp: string;
};

/** How a server, a page or a service shows a refusal by another. */
export type Shell = {
  readonly name: string;
  readonly write: (letter: Letter) => string | Uint8Array;
  /** Where it writes every other letter as one sign, whatever it was. */
  readonly isAscii?: true;
  /** Where it shows no recipient at all. */
  readonly hidesRecipient?: true;
};

export const LETTER: Omit<Letter, 'reply'> = {
  to: 'ann@kunde.example',
  from: 'news@sender.example.com',
  mx: 'mx.kunde.example',
  mxIp: '192.0.2.25',
  reporter: 'out.sender.example.com',
  reporterIp: '198.51.100.250',
};

export const lines = (reply: string): string[] => reply.split(/\r?\n/).map((line) => line.trimEnd());
/** The lines behind each other, as most logs write them. */
export const inline = (reply: string): string =>
  lines(reply)
    .map((line) => line.trim())
    .join(' ');

const CODES = /^([45]\d\d)([ -])?(?:([45]\.\d{1,3}\.\d{1,3})\b ?)?/;

export type Split = { readonly code: number; readonly enhanced: string | undefined; readonly words: string };

/** Code, enhanced code and words of all lines; a reply without a code is one of 550. */
export function split(reply: string): Split {
  const [, code = '550', , enhanced] = CODES.exec(reply) ?? [];
  const words = lines(reply)
    .map((line) => line.replace(CODES, '').trim())
    .join('\n');
  return { code: Number(code), enhanced, words };
}

export const isTemporary = (reply: string): boolean => split(reply).code < 500;
/** What the reporter writes into its Status field: its own class where the reply has none. */
export const statusOf = (reply: string): string => split(reply).enhanced ?? (isTemporary(reply) ? '4.0.0' : '5.0.0');

/** Broken where words end, at so many columns, each further line behind an indent. */
export function wrapped(text: string, columns: number, indent: string): string {
  const out: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > columns) {
      out.push(line);
      line = `${indent}${word}`;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...out, line].join('\n');
}

/** RFC 2045 section 6.7. */
export function quotedPrintable(text: string): string {
  const encoded = [...Buffer.from(text)].map((octet) => {
    const sign = String.fromCharCode(octet);
    return sign === '\n' || (octet >= 32 && octet < 127 && sign !== '=')
      ? sign
      : `=${octet.toString(16).toUpperCase().padStart(2, '0')}`;
  });
  return encoded
    .join('')
    .split('\n')
    .map((line) => line.match(/.{1,72}(?![0-9A-F]?[0-9A-F]$)|.{1,75}/g)?.join('=\n') ?? '')
    .join('\n');
}

export const base64 = (text: string): string =>
  (
    Buffer.from(text)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join('\n');

export const RETURNED = ({ from, to }: Letter): string =>
  [
    'Received: from app.sender.example.com (app.sender.example.com [198.51.100.20])',
    '\tby out.sender.example.com (Postfix) with ESMTPSA id 7C1D020A4F',
    `\tfor <${to}>; Mon, 30 Nov 2026 09:15:02 +0900 (KST)`,
    'DKIM-Signature: v=1; a=rsa-sha256; d=sender.example.com; s=s1; h=from; bh=x; b=y',
    `From: News <${from}>`,
    `To: ${to}`,
    'Subject: November offers: dmarc, quota, blacklist',
    'Message-ID: <m1@sender.example.com>',
    '',
  ].join('\n');
