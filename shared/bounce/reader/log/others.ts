/** qmail, OpenSMTPD, Haraka and Stalwart: what failed, and what was delivered in the end. */
import { type Dialect, found, type LogMemory, rememberRecipient } from './dialect.ts';

/** `delivery 7: failure: 198.51.100.7_does_not_like_recipient./Remote_host_said:_550_...`; the recipient is on another line. */
/** A blank is written as `_`, and so is `%`: what can only have been a `_` or a `%` stays one (`LPN027_503`, `?sender=ann%40example.com`). */
const spelled = (text: string): string =>
  text
    .replace(/(?<=[=/][^\s_=]{1,64})_40(?=[a-z0-9-]{1,63}\.)/g, '%40')
    .replace(/(?<=(?:^|[^A-Za-z0-9])[A-Z]{2,8}\d{1,4})_(?=\d{1,3}(?:[^\d]|$))/g, KEPT)
    .replaceAll('_', ' ')
    .replaceAll(KEPT, '_');
/** No log of qmail holds one. */
const KEPT = '\u00ff';

/** It went through; nothing to tell, but of what failed before. */
function came(memory: LogMemory, message: string | undefined, recipient: string | undefined): undefined {
  if (recipient !== undefined) memory.delivered.add(`${message} ${recipient.toLowerCase()}`);
}

const qmail: Dialect = {
  marks: ['delivery ', 'failure: ', 'deferral: ', 'success: '],
  read: (line, memory) => {
    const [, started = '', message = '', recipient] =
      /\bstarting delivery (\d{1,12}): msg (\d{1,20}) to remote (\S{3,320})/.exec(line) ?? [];
    if (recipient !== undefined) {
      rememberRecipient(memory, `qmail ${started}`, recipient);
      rememberRecipient(memory, `qmail msg ${started}`, message);
    }
    const [, number = '', kind, spoken = ''] =
      /\b(?:delivery (\d{1,12}): )?(failure|deferral|success): (\S+)$/.exec(line) ?? [];
    const queueId = memory.recipients.get(`qmail msg ${number}`);
    if (kind === 'success') return came(memory, queueId, memory.recipients.get(`qmail ${number}`));
    if (!spoken.includes('_')) return undefined;
    const words = spelled(spoken).replace(/\/(?=[45]\d\d[ -]|Remote host|Giving up|I'm not|$)/g, '\n');
    return found({
      to: memory.recipients.get(`qmail ${number}`),
      queueId,
      reply: words,
      state: kind === 'deferral' ? 'queued' : 'returned',
      receivers: [
        /(?<![\d.])(?:to |on )?(\d{1,3}(?:\.\d{1,3}){3})(?= (?:does|failed|but)|\.?\n?$)/.exec(
          words.split('\n')[0] ?? '',
        )?.[1],
        /Giving up on (\d{1,3}(?:\.\d{1,3}){3})/.exec(words)?.[1],
      ],
    });
  },
};

/** `mta delivery evpid=... to=<a@b> ... result="PermFail" stat="550 ..."`, and the form before version 6. */
const openSmtpd: Dialect = {
  marks: ['stat="', 'Fail for ', 'failed-command'],
  read: (line, memory) => {
    const evpid = /\b(?:evpid=|Fail for )([0-9a-f]{16})/.exec(line)?.[1];
    if (/\bmta delivery .{1,1500}?result="?Ok"? /.test(line))
      return came(memory, evpid, /\bto=<([^>\s]{1,320})>/.exec(line)?.[1]);
    const [, delivery = '', result = '', words] =
      /\bmta delivery (.{1,1500}?)result="?(TempFail|PermFail)"? stat="?(.*?)"?\s{0,4}$/.exec(line) ??
      /\brelay: (?=TempFail|PermFail)(?=(TempFail|PermFail))\w{8} (?=for)(?:.{1,1500}?)stat=(.*)$/
        .exec(line)
        ?.toSpliced(1, 0, line) ??
      [];
    if (words === undefined) return refusedCommand(line);
    const [, address, name] = /\brelay="?([0-9a-f.:]{3,45})(?: \(([a-z0-9.-]{1,253})\))?/i.exec(delivery) ?? [];
    return found({
      to: /\bto=<([^>\s]{1,320})>/.exec(delivery)?.[1],
      from: /\bfrom=<([^>\s]{1,320})>/.exec(delivery)?.[1],
      queueId: evpid,
      sentFrom: /\bsource="?([0-9a-f.:]{3,45})/i.exec(delivery)?.[1],
      reply: words,
      state: result === 'TempFail' ? 'queued' : 'returned',
      receivers: [address, name],
    });
  },
};

function refusedCommand(line: string): ReturnType<Dialect['read']> {
  const [, command = '', words] =
    /\bfailed-command command="(.{0,600}?)" result="([45]\d\d .*?)"\s{0,4}$/.exec(line) ?? [];
  if (words === undefined) return undefined;
  return found({
    to: /RCPT TO: ?<([^>\s]{1,320})>/i.exec(command)?.[1],
    reply: words,
    state: 'refused',
    isInbound: true,
  });
}

/** `[NOTICE] [uuid] [outbound] recipient <a@b> rejected: 554 5.7.1 ...`. */
const haraka: Dialect = {
  marks: ['[outbound]', 'origin=outbound'],
  read: (line, memory) => {
    const queueId = /\[([0-9A-F-]{4,40}(?:\.\d{1,6}){1,3})\] \[outbound\]|\buuid=(\S{4,60})/
      .exec(line)
      ?.slice(1)
      .find((one) => one !== undefined);
    if (/\bdelivered file=/.test(line)) {
      // It names no recipient: the one that was put off before, or anybody at the domain.
      const before = memory.recipients.get(`haraka ${queueId}`);
      return came(memory, queueId, before ?? `@${/\bdomain="?([a-z0-9.-]{1,253})/i.exec(line)?.[1] ?? ''}`);
    }
    const [, to, verb, words] = /\brecipient <([^>\s]{1,320})> (deferred|rejected): (.*)$/.exec(line) ?? [];
    if (to !== undefined && verb === 'deferred') rememberRecipient(memory, `haraka ${queueId}`, to);
    const whole = /\b(Temp failing) \S{1,200} for \d{1,9} seconds: (.*)$|\b(bouncing mail|Double bounce): (.*)$/.exec(
      line,
    );
    const reply = words ?? whole?.[2] ?? whole?.[4];
    if (reply === undefined || /^Some recipients/.test(reply)) return undefined;
    return found({
      to,
      queueId,
      reply: reply.replace(/^Upstream error: /, ''),
      state: verb === 'deferred' || whole?.[1] !== undefined ? 'queued' : 'returned',
    });
  },
};

/** `... (delivery.rcpt-to-rejected) ..., hostname = "mx", to = "a@b", code = 550, details = "5.7.1 ..."`. */
const stalwart: Dialect = {
  marks: ['(delivery.'],
  read: (line, memory) => {
    const queueId = /\bqueueId = (\d{1,20})/.exec(line)?.[1];
    const recipients = [...line.matchAll(/\bto = \[?"([^"\s]{3,320})"/g)].map((one) => one[1]);
    if (line.includes('(delivery.delivered)')) return came(memory, queueId, recipients.at(-1));
    if (!/\(delivery\.(?:[a-z-]{3,40}-(?:rejected|failed)|dsn-(?:temp|perm)-fail|connect-error)\)/.test(line))
      return undefined;
    const [, code = '', words] =
      /\bcode = (\d{3}), (?:.{0,200}?, )?details = "(.*?)"(?:, \w{1,40} = .{0,300}|\s{0,4})$/.exec(line) ?? [];
    if (words === undefined) return undefined;
    return found({
      to: recipients.at(-1),
      queueId,
      from: /\bfrom = "([^"\s]{3,320})"/.exec(line)?.[1],
      reply: `${code} ${words.replaceAll('\\r', '').replaceAll('\\n', '\n')}`,
      state: code.startsWith('4') ? 'queued' : 'returned',
      receivers: [
        /\bhostname = "([^"\s]{1,253})"/.exec(line)?.[1],
        /\bremoteIp = "?([0-9a-f.:]{3,45})/.exec(line)?.[1],
      ],
    });
  },
};

export const OTHERS: readonly Dialect[] = [qmail, openSmtpd, haraka, stalwart];
