/** Several reports in one paste, each with its own words: where one ends and the next begins. */

/** What reporters begin with: at the beginning of a line. */
const BEGINNINGS: readonly RegExp[] = [
  /^this is the mail system at host /i,
  /^this message was created automatically by mail delivery software/i,
  /^hi\. this is the /i,
  /^the original message was received (?:at|on) /i,
  /^this is a delivery status notification from /i,
  /^\*{0,2}\s?(?:message blocked|address not found|message not delivered|delivery incomplete|message rejected)\s?\*{0,2}$/i,
  /^(?:message blocked|address not found|message not delivered|delivery incomplete) (?:your message|there was)/i,
  /^delivery has failed to these recipients/i,
  /^(?:다음 받는 사람이나 그룹|次の受信者またはグループ|fehler bei der nachrichtenzustellung|échec de la remise|error de entrega a est|no se pudo entregar|未能将邮件|向以下收件人)/i,
  /^your message to \S{3,320} (?:couldn't|could not|can't|cannot) be delivered/i,
  /^mdaemon has detected/i,
  /^could not deliver message to the following/i,
  /^this is an automatically generated delivery status notification/i,
  /^(?:from - |-{3,} ?forwarded message)/i,
];
/** Within a report that began already these are its parts; alone they are a report. */
const PARTS: readonly RegExp[] = [
  /^reporting-mta: ?/i,
  /^-{3,} transcript of session follows/i,
  /^\.{3} while talking to /i,
];

const beginsReport = (line: string): boolean => {
  const text = line.trimStart();
  return BEGINNINGS.some((beginning) => beginning.test(text));
};

/** The lines of each report; a text of none is one passage. */
export function passagesOf(lines: readonly string[]): string[][] {
  const passages: string[][] = [[]];
  let parts = new Set<RegExp>();
  for (const line of lines) {
    const text = line.trimStart();
    const part = PARTS.find((one) => one.test(text));
    // A second list of fields, or a second dialogue behind a blank line, is of another report.
    const isNext = part !== undefined && parts.has(part) && isBehindBlank(passages.at(-1) ?? []);
    if (beginsReport(line) || (isNext && part !== PARTS[2])) {
      passages.push([]);
      parts = new Set();
    }
    if (part !== undefined) parts.add(part);
    passages.at(-1)?.push(line);
  }
  return passages.filter((passage) => passage.some((line) => line.trim() !== ''));
}

const isBehindBlank = (lines: readonly string[]): boolean =>
  (lines.at(-1) ?? '').trim() === '' || /^-/.test(lines.at(-1) ?? '');

/** `Nov 30 09:15:02`, `2026-11-30T09:15:02`, `2026-11-30 09:15:02`, `@400000006b0c...`, `Mon 2026-11-30 09:15:02: [id]`, `[NOTICE]`. */
const STAMP =
  /^(?:<\d{1,3}>)?(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d|[A-Z][a-z]{2} \d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,3})?: (?:\d\d: )?\[|@[0-9a-f]{24} |\[[A-Z]{4,8}\s?\] \[)/;
export const isStamped = (line: string): boolean => STAMP.test(line.trimStart());

const MAX_JOINED = 4000;
const MAX_CONTINUED = 15;

/** A line that begins with a code is a reply of its own, unless the brackets of a delivery are still open before it. */
const isNextReply = (line: string, before: string): boolean =>
  /^[45]\d\d[ -]/.test(line) && !(before.includes('status=') && before.includes('(') && !before.endsWith(')'));

/** Lines of a log that a screen or a mail has broken: what has no stamp of its own goes on with the line before. */
export function unbroken(lines: readonly string[]): string[] {
  const whole: string[] = [];
  let continued = 0;
  let isOpen = false;
  for (const line of lines) {
    const last = whole.at(-1) ?? '';
    const goesOn =
      isOpen &&
      continued < MAX_CONTINUED &&
      last.length < MAX_JOINED &&
      line.trim() !== '' &&
      !isStamped(line) &&
      !beginsReport(line) &&
      !isNextReply(line, last);
    if (goesOn) {
      whole.push(`${whole.pop() ?? ''} ${line.trim()}`);
      continued++;
    } else {
      whole.push(line);
      continued = 0;
      isOpen = isStamped(line) && line.length >= 50 && !/status=\w{4,15} \(.*\)\s{0,4}$/.test(line);
    }
  }
  return whole;
}
