/** What a channel has room for. What has none is left out in an order (evidence first, then the notices that weigh least) and counted. */
import type { Notice } from '../../model/incident.ts';

export type Fitting = {
  readonly leftOut?: { readonly evidence: true; readonly notices: number };
  readonly notices: readonly Notice[];
};

/** In at most `room`, as `size` measures JSON; the notices that matter most come first. */
export function fitting(notices: readonly Notice[], room: number, size: (json: string) => number): Fitting {
  if (size(JSON.stringify(notices)) <= room) return { notices };
  const bare = notices.map((notice) => ({
    ...notice,
    finding: notice.finding === null ? null : { ...notice.finding, evidence: [] },
  }));
  const kept: Notice[] = [];
  // The brackets, and what says what was left out.
  let used = 100;
  for (const notice of bare) {
    used += size(JSON.stringify(notice)) + 1;
    if (used > room) break;
    kept.push(notice);
  }
  return { leftOut: { evidence: true, notices: bare.length - kept.length }, notices: kept };
}

export const bytes = (text: string): number => Buffer.byteLength(text);
/** As a string in JSON. */
export const escapedBytes = (text: string): number => bytes(JSON.stringify(text)) - 2;

/** In at most so many octets as a string in JSON, never within a character. */
export function cut(text: string, most: number): string {
  if (escapedBytes(text) <= most) return text;
  // An octet may be escaped to six.
  return `${Buffer.from(text)
    .subarray(0, Math.floor(most / 6))
    .toString('utf8')
    .replace(/\ufffd$/, '')}\n…\n`;
}
