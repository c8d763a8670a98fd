/** Reply codes (RFC 5321 section 4.2) and enhanced status codes (RFC 3463) as they are in texts. */
import { defined } from '../model/defined.ts';

export type Codes = {
  /** 400 to 599. */
  readonly smtp?: number;
  /** `5.7.1`; class 4 or 5. */
  readonly enhanced?: string;
};

/** Both together, as a server writes them. */
const PAIR = /(?:^|[^\d.])([45]\d\d)[ .-]{1,3}#?([45]\.\d{1,3}\.\d{1,3})(?![\d.]\d)/;
/** A reply code where a reply begins. */
const REPLY = /(?:^|said: ?|smtp; ?|<<< ?|[:(=#"'>] ?|reason |error |code |response )([45]\d\d)(?=[ \-#:,)"]|$)/i;
const LOOSE = /(?:^|\s)([45]\d\d)[ -](?=[^\d\s])/;
const ENHANCED = /(?:^|[^\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.]*\.?\d)/;
/** Codes are near the beginning. */
const MAX_SEARCH = 4000;

export function readCodes(text: string, status?: string): Codes {
  const searched = text.slice(0, MAX_SEARCH);
  const pair = PAIR.exec(searched);
  const smtp = pair?.[1] ?? REPLY.exec(searched)?.[1] ?? LOOSE.exec(searched)?.[1];
  const written = pair?.[2] ?? ENHANCED.exec(searched)?.[1];
  const enhanced = better(written, statusCode(status));
  return { ...defined({ smtp: smtp === undefined ? undefined : Number(smtp), enhanced }) };
}

/** The value of a Status field, which some servers follow with a comment. */
function statusCode(status: string | undefined): string | undefined {
  return status === undefined ? undefined : /^\s{0,10}([45]\.\d{1,3}\.\d{1,3})(?!\d)/.exec(status)?.[1];
}

/** The server's own word in the text, unless it says nothing (`5.0.0`) and the Status field does. */
function better(written: string | undefined, status: string | undefined): string | undefined {
  if (written === undefined || (written.endsWith('.0.0') && status !== undefined)) return status ?? written;
  return written;
}
