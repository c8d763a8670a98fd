/** Whole logs on the command line: files of any length, packed, exported or piped in; and the file that a bounce is about. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inProcess } from '../support/cli.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'postwatch-logs-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  const at = path.join(folder, name);
  writeFileSync(at, content);
  return at;
}
const run = (input: string, ...args: readonly string[]) => inProcess(['diagnose', '--offline', ...args], { input });

const refused = (n: number): string =>
  `2026-11-24T07:00:00+00:00 mx postfix/smtp[7]: Q${String(n).padStart(9, '0')}: to=<u${n}@outlook.com>, relay=outlook-com.olc.protection.outlook.com[198.51.100.7]:25, delay=1, dsn=5.7.1, status=bounced (host outlook-com.olc.protection.outlook.com[198.51.100.7] said: 550 5.7.1 Unfortunately, messages from [203.0.113.9] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3140). (in reply to MAIL FROM command))`;
const connected = (n: number): string =>
  `2026-11-24T07:00:00+00:00 mx postfix/smtpd[8]: connect from host${n}.example.org[192.0.2.1]`;
const lines = (n: number, make: (at: number) => string): string =>
  Array.from({ length: n }, (_, at) => make(at)).join('\n');

describe('diagnose of a whole log', () => {
  it('has no limit of a hundred refusals, and no limit of 1 MiB', async () => {
    const at = file('mail.log', `${lines(20_000, connected)}\n${lines(250, refused)}\n`);
    const { out, err, code } = await run('', at);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('The log has 20,250 lines. 250 messages were refused or put off, in 1 group.');
    expect(out).toMatch(/\n250 x S3140 at Outlook\.com for 203\.0\.113\.9 {3}refused: poor IP reputation/);
    expect(out.replace(/\s+/g, ' ')).toContain(
      'First seen 2026-11-24T07:00:00+00:00, last seen 2026-11-24T07:00:00+00:00, in 250 lines of the log.',
    );
    const korean = (await run('', at, '--language', 'ko')).out;
    expect(korean).toContain('Outlook.com, 발송 IP 203.0.113.9, S3140 250건');
    expect(korean).toContain('로그 20,250줄을 읽었습니다.');
  });

  it('is the same for gzip, the export of the journal and standard input', async () => {
    const text = `${lines(20_000, connected)}\n${lines(250, refused)}\n`;
    const journal = text
      .trimEnd()
      .split('\n')
      .map((one) => {
        const [, name = '', pid = '', message = ''] = /mx (\S+)\[(\d+)\]: (.*)$/.exec(one) ?? [];
        const fields = { MESSAGE: message, SYSLOG_IDENTIFIER: name, _PID: pid, _HOSTNAME: 'mx' };
        return JSON.stringify({ ...fields, __REALTIME_TIMESTAMP: '1795503600000000' });
      })
      .join('\n');
    const groups = async (ran: ReturnType<typeof run>) =>
      (
        JSON.parse((await ran).out).files as {
          groups: { count: number; receiver: string; ip: string; rule: string }[];
        }[]
      ).map((one) => one.groups.map(({ count, receiver, ip, rule }) => [count, receiver, ip, rule]));
    const expected = [[[250, 'Outlook.com', '203.0.113.9', 'ms-network-blocked']]];
    expect(await groups(run('', '--json', file('mail.log.gz', gzipSync(text))))).toEqual(expected);
    expect(await groups(run('', '--json', file('journal.json', journal)))).toEqual(expected);
    expect(await groups(run(text, '--json'))).toEqual(expected);
  });

  it('keeps the diagnoses of a small log as they were, with the groups beside them', async () => {
    const [small] = JSON.parse((await run(lines(3, refused), '--json')).out).files;
    expect(small.diagnoses.map((one: { recipient: string }) => one.recipient)).toEqual([
      'u0@outlook.com',
      'u1@outlook.com',
      'u2@outlook.com',
    ]);
    expect(small.groups).toMatchObject([
      { count: 3, attempts: 3, cause: 'ip-reputation', side: 'sender', receiver: 'Outlook.com' },
    ]);
    const [large] = JSON.parse((await run(lines(300, refused), '--json')).out).files;
    expect(large.diagnoses).toHaveLength(1);
    expect(large.groups).toMatchObject([{ count: 300 }]);
  });

  it('is one line and exit 64 for a packed file that is broken', async () => {
    const packed = gzipSync(`${lines(20_000, connected)}\n`);
    const ran = await run('', file('broken.gz', packed.subarray(0, packed.length >> 1)));
    expect(ran.code).toBe(64);
    expect(ran.err).toMatch(/^postwatch: .*cannot be read/);
  });
});

describe('diagnose of a blocked attachment', () => {
  const report = (parts: readonly string[]): string =>
    [
      'Return-Path: <>',
      'From: MAILER-DAEMON@mx.example.com',
      'To: ann@example.com',
      'Subject: Undelivered Mail Returned to Sender',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Final-Recipient: rfc822; bob@gmail.com',
      'Action: failed',
      'Status: 5.7.0',
      'Diagnostic-Code: smtp; 552-5.7.0 This message was blocked because its content presents a potential 552-5.7.0 security issue. Please visit 552 5.7.0 https://support.google.com/mail/?p=BlockedMessage x - gsmtp',
      '',
      '--b',
      'Content-Type: message/rfc822',
      '',
      'From: ann@example.com',
      'Content-Type: multipart/mixed; boundary="c"',
      '',
      ...parts.flatMap((part) => ['--c', part, '', 'x']),
      '--c--',
      '--b--',
      '',
    ].join('\r\n');

  it.each([
    [
      ['Content-Type: application/pdf; name="price.pdf"', 'Content-Disposition: attachment;\r\n filename="setup.js"'],
      'setup.js',
    ],
    [["Content-Disposition: attachment; filename*=UTF-8''%EA%B2%AC%EC%A0%81.exe"], '견적.exe'],
    [['Content-Type: application/zip; name="=?UTF-8?B?6rKs7KCBLnppcA==?="'], '견적.zip'],
    [['Content-Type: text/plain'], undefined],
  ])('names it from the returned message (row %#)', async (parts, name) => {
    const input = report(parts);
    const [found] = JSON.parse((await run(input, '--json')).out).diagnoses;
    expect(found).toMatchObject({ cause: 'content-attachment' });
    expect(found.attachment).toBe(name);
    if (name === undefined) return;
    expect((await run(input)).out).toContain(`The file in the returned message: ${name}`);
    expect((await run(input, '--language', 'ko')).out).toContain(`반송된 메일의 첨부 파일: ${name}`);
  });
});
