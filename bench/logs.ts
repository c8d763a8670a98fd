/**
 * Whole logs: a million lines through one core, and whether three times as many need more memory. Each log is made while it is read, in a
 * process of its own: of Postfix as a busy server writes it, as the accounting of PowerMTA, and as events, one a line. `npm run bench logs`.
 */
import { spawnSync } from 'node:child_process';
import { type WholeInput, wholeInput } from '../adapters/local/whole-input.ts';
import { logTally } from '../shared/bounce/whole-log/tally.ts';
import { LISTS } from '../shared/dnsbl/lists.ts';
import type { Measured } from './support/goals.ts';

const REPLIES = [
  '550 5.1.1 <u@d>: Recipient address rejected: User unknown',
  "550 5.7.1 Unfortunately, messages from [203.0.113.9] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3140).",
  '421 4.7.0 [TSS04] Messages from 203.0.113.9 temporarily deferred due to unexpected volume or user complaints - 4.16.55.1',
  '554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using zen.spamhaus.org',
  '452 4.2.2 Mailbox full',
];
const replyOf = (n: number): string => (REPLIES[n % REPLIES.length] ?? '').replace('u@d', `u${n}@d${n % 3000}.example`);
const stamp = (n: number): string => new Date(Date.UTC(2026, 10, 1) + n * 500).toISOString();

/** One line in eight is a refusal, one in four a delivery; the others say nothing. */
const postfix = (n: number): string => {
  const queue = `Q${String(n >> 3).padStart(10, '0')}`;
  const [to, host] = [`u${n}@d${n % 3000}.example`, `mx${n % 9}.d${n % 3000}.example`];
  const relay = `relay=${host}[198.51.${n % 256}.7]:25, delay=1, delays=0/0/0.5/0.5`;
  const kind = n % 8;
  if (kind === 0)
    return `${stamp(n)} mx postfix/smtp[7]: ${queue}: to=<${to}>, ${relay}, dsn=5.7.1, status=${n % 16 === 0 ? 'bounced' : 'deferred'} (host ${host}[198.51.${n % 256}.7] said: ${replyOf(n >> 3)} (in reply to RCPT TO command))`;
  if (kind < 3)
    return `${stamp(n)} mx postfix/smtp[7]: ${queue}: to=<${to}>, ${relay}, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued)`;
  return `${stamp(n)} mx postfix/smtpd[8]: connect from ${host}[198.51.${n % 256}.7]`;
};
const csv = (n: number): string =>
  n === 0
    ? 'type,timeLogged,orig,rcpt,dsnAction,dsnStatus,dsnDiag,dsnMta,dlvSourceIp'
    : `${n % 4 === 0 ? 'b' : 'd'},${stamp(n)},b@example.com,u${n}@d${n % 3000}.example,x,x,"smtp;${n % 4 === 0 ? replyOf(n) : '250 2.0.0 Ok'}",mx.d${n % 3000}.example (198.51.${n % 256}.7),203.0.113.9`;
const events = (n: number): string =>
  JSON.stringify({
    event: n % 4 === 0 ? 'bounce' : 'delivered',
    email: `u${n}@d${n % 3000}.example`,
    reason: n % 4 === 0 ? replyOf(n) : '250 Ok',
    sg_message_id: `m${n}`,
    timestamp: 1_795_000_000 + n,
  });
const FORMS = { postfix, csv, events } as const satisfies Readonly<Record<string, (n: number) => string>>;
type Form = keyof typeof FORMS;

const LINES_A_CHUNK = 1000;

async function* written(form: Form, lines: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < lines; at += LINES_A_CHUNK) {
    const chunk = Array.from({ length: Math.min(LINES_A_CHUNK, lines - at) }, (_, n) => FORMS[form](at + n));
    yield Buffer.from(`${chunk.join('\n')}\n`);
  }
}

async function read(input: WholeInput): Promise<number> {
  const tally = logTally(LISTS);
  for await (const batch of input.lines()) for (const line of batch) tally.add(line);
  return tally.report().refusals;
}

type Cost = { readonly seconds: number; readonly megabytes: number; readonly refusals: number };

function costOf(form: Form, lines: number): Cost {
  const { status, stdout, stderr } = spawnSync(process.execPath, [import.meta.filename, form, String(lines)], {
    encoding: 'utf8',
    timeout: 3_600_000,
  });
  if (status !== 0) throw new Error(stderr.slice(-500));
  return JSON.parse(stdout) as Cost;
}

const MILLION = 1_000_000;

export async function benchLogs(): Promise<readonly Measured[]> {
  console.log('\nlogs: whole logs, by form (processor time with what the making of the lines costs)');
  const costs = (Object.keys(FORMS) as Form[]).map((form) => {
    const [one, three] = [costOf(form, MILLION), costOf(form, 3 * MILLION)];
    const growth = three.megabytes / one.megabytes;
    console.log(
      `  ${form.padEnd(8)} 1 M lines ${one.seconds.toFixed(1)} s, ${one.megabytes.toFixed(0)} MB, ${one.refusals} refusals; 3 M lines ${three.seconds.toFixed(1)} s, ${three.megabytes.toFixed(0)} MB (x ${growth.toFixed(2)})`,
    );
    return { seconds: one.seconds, growth };
  });
  return [
    { goal: 'log-time', value: Math.max(...costs.map(({ seconds }) => seconds)) },
    { goal: 'log-memory', value: Math.max(...costs.map(({ growth }) => growth)) },
  ];
}

if (import.meta.main) {
  const [form = 'postfix', lines = '1000000'] = process.argv.slice(2);
  const refusals = await read(await wholeInput(written(form as Form, Number(lines)), 1024 * 1024));
  const { user, system } = process.cpuUsage();
  const cost: Cost = { seconds: (user + system) / 1e6, megabytes: process.resourceUsage().maxRSS / 1024, refusals };
  console.log(JSON.stringify(cost));
}
