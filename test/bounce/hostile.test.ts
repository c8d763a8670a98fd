/** Inputs made to hurt: each gets a clear answer or a refusal of one line. */
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../shared/bounce/diagnose.ts';
import { LISTS } from '../../shared/dnsbl/lists.ts';

const HEAD =
  'From: MAILER-DAEMON@mx.example.com\r\nSubject: Undelivered Mail Returned to Sender\r\nMIME-Version: 1.0\r\n';
const SAID = '<ann@example.net>: host mx.example.net[198.51.100.7] said: 550 5.1.1 User unknown\r\n';

const causes = async (input: Uint8Array | string): Promise<string[]> => {
  const result = await diagnose(input, LISTS);
  if (!result.ok) throw new Error(result.problem.en);
  return result.value.diagnoses.map(({ cause }) => cause);
};

describe('a hostile bounce', () => {
  it('of MIME nested 100 deep ends, with or without a diagnosis', async () => {
    const open = Array.from(
      { length: 100 },
      (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"\r\n\r\n--b${n}\r\n`,
    ).join('');
    const close = Array.from({ length: 100 }, (_, n) => `\r\n--b${99 - n}--`).join('');
    const found = await causes(`${HEAD}${open}Content-Type: text/plain\r\n\r\n${SAID}${close}`);
    expect(['', 'user-unknown']).toContain(found.join());
  });

  it('of messages nested in messages ends too', async () => {
    const wrap = (inner: string): string => `${HEAD}Content-Type: message/rfc822\r\n\r\n${inner}`;
    let message = `${HEAD}\r\nnothing`;
    for (let depth = 0; depth < 100; depth++) message = wrap(message);
    expect(await causes(message)).toEqual([]);
  });

  it('of 50 MB is read at its beginning', async () => {
    const input = new Uint8Array(50 * 1024 * 1024).fill(97);
    input.set(new TextEncoder().encode(`${HEAD}\r\n${SAID}\r\n--- Below this line is a copy of the message.\r\n`));
    expect(await causes(input)).toEqual(['user-unknown']);
  });

  it('that is binary is refused with one line', async () => {
    const result = await diagnose(new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1]), LISTS);
    expect(result).toEqual({
      ok: false,
      problem: expect.objectContaining({
        en: expect.stringMatching(/^The input is binary\. It must be text: [^\n]*$/),
      }),
    });
  });

  it('in UTF-16 with its byte order mark is text', async () => {
    const text = Buffer.from('\ufeff550 5.1.1 User unknown', 'utf16le');
    expect(await causes(text)).toEqual(['user-unknown']);
  });

  it('of HTML alone is read', async () => {
    const html = `<html><body><p>Your message to <b>ann@example.net</b> couldn't be delivered.</p><p>550 5.1.1 User unknown</p></body></html>`;
    expect(await causes(`${HEAD}Content-Type: text/html\r\n\r\n${html}`)).toEqual(['user-unknown']);
  });

  it('with a body in a charset that it names is read', async () => {
    const head = new TextEncoder().encode(
      `${HEAD}Content-Type: text/plain; charset=iso-8859-1\r\n\r\n<ann@example.net>: 552 Bo`,
    );
    expect(
      await causes(Buffer.concat([head, Buffer.from([0xee]), Buffer.from('te du destinataire pleine\r\n')])),
    ).toEqual(['mailbox-full']);
  });

  it('without a header, or with one that was cut off, is read', async () => {
    expect(await causes(SAID)).toEqual(['user-unknown']);
    expect(await causes(`${HEAD}Content-Type: multipart/report; boundary="never`)).toEqual([]);
  });

  it('is quoted as one printable line', async () => {
    const result = await diagnose('550 5.1.1 User unknown\r\nBcc: \u001b[31mvictim@example.org\u202e', LISTS);
    const text = result.ok ? (result.value.diagnoses[0]?.text ?? '') : '';
    expect(text).toContain('User unknown');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
    expect(text).not.toMatch(/[\u0000-\u001f\u202e]/);
  });

  it.each([
    ['one line of 1 MB', '550 '.padEnd(1_000_000, 'a')],
    ['a million brackets', `550 ${'<'.repeat(1_000_000)}`],
    ['addresses without end', `${HEAD}\r\n${'a@'.repeat(200_000)}`],
    [
      '200,000 recipients',
      `${HEAD}\r\n${Array.from({ length: 50_000 }, (_, n) => `<u${n}@example.net>: 550 no\r\n`).join('')}`,
    ],
    [
      'a status field without end',
      `${HEAD}\r\nFinal-Recipient: rfc822; ${'a'.repeat(500_000)}\r\nAction: failed\r\n${' x\r\n'.repeat(100_000)}`,
    ],
    ['unclosed markup', `${HEAD}Content-Type: text/html\r\n\r\n${'<a '.repeat(200_000)}`],
    ['digits and dots', `550 ${'1.1.1.'.repeat(150_000)}`],
    ['hosts without end', `550 host ${'a.'.repeat(300_000)}[`],
    ['brackets of JSON', '['.repeat(500_000)],
    [
      'a mailbox of empty lines',
      `From a@b.example Tue Nov 24 08:00:00 2026\n${HEAD}\n${'\n'.repeat(9900)}`.repeat(100),
    ],
    ['a log line without end', `to=<${'a'.repeat(500_000)}`],
  ])('such as %s is answered', async (_what, input) => {
    const result = await diagnose(input, LISTS);
    expect(result.ok && result.value.diagnoses.length <= 100).toBe(true);
  });
});
