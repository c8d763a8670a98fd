/**
 * MDaemon: a dialogue a session, each line with the time and the session's number. `-->` is what this server sends, `<--` what it
 * hears: so a refusal that it hears is the receiver's, and one that it sends is its own.
 */
import { type Dialect, type Found, found } from './dialect.ts';

const LINE =
  /^[A-Z][a-z]{2} \d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,3})?: (?:\d\d: )?\[(\w{1,20}(?::\w{1,10})?)\] (?:\*{1,2} {0,3})?(.*)$/;
const SAID = /^(-->|<--) (.*)$/;

type Session = {
  /** The file of the message, the same in every try. */
  message: string | undefined;
  from: string | undefined;
  to: string | undefined;
  receiver: string | undefined;
  /** Of a reply that goes on. */
  open: string;
  readonly accepted: Set<string>;
};

/** At the same time; a session that began before so many others is over. */
const MAX_SESSIONS = 1000;
const MAX_RECIPIENTS = 100;
const MAX_OPEN = 4000;

export function mdaemon(): Dialect {
  const sessions = new Map<string, Session>();
  const sessionOf = (id: string): Session => {
    const known = sessions.get(id);
    if (known !== undefined) return known;
    if (sessions.size >= MAX_SESSIONS) for (const oldest of sessions.keys()) if (sessions.delete(oldest)) break;
    const session = {
      message: undefined,
      from: undefined,
      to: undefined,
      receiver: undefined,
      open: '',
      accepted: new Set<string>(),
    };
    sessions.set(id, session);
    return session;
  };
  return {
    marks: [': ['],
    read: (line, memory) => {
      const [, id, words = ''] = LINE.exec(line) ?? [];
      if (id === undefined) return undefined;
      const session = sessionOf(id);
      const [, sign, said = ''] = SAID.exec(words) ?? [];
      if (sign !== undefined) return heard(session, sign === '-->', said);
      note(session, words);
      if (/^SMTP session successful/i.test(words) && session.message !== undefined)
        for (const recipient of session.accepted) memory.delivered.add(`${session.message} ${recipient}`);
      if (/^SMTP session (?:successful|terminated|aborted)/i.test(words)) sessions.delete(id);
      return undefined;
    },
  };
}

/** What is said of the session between the lines of the dialogue. */
function note(session: Session, words: string): void {
  const message = /\bmessage <[^>]{0,300}?([\w-]{3,60}\.msg)>/i.exec(words)?.[1];
  if (message !== undefined) session.message = message;
  const receiver = /\bconnection to \[?([a-z0-9.:-]{3,253}?)(?::\d{1,5})?\]?(?:\s|$)/i.exec(words)?.[1];
  if (receiver !== undefined) session.receiver = receiver;
}

const ADDRESS = /^(MAIL FROM|RCPT TO): ?<([^>\s]{1,320})>/i;

function heard(session: Session, isOwn: boolean, said: string): Found | undefined {
  const [, command = '', address] = ADDRESS.exec(said) ?? [];
  if (address !== undefined) return named(session, command, address);
  const [, code, goesOn] = /^([2-5]\d\d)([ -]|$)/.exec(said) ?? [];
  if (code === undefined) return undefined;
  const reply = `${session.open}${said}`;
  session.open = goesOn === '-' ? `${reply}\n`.slice(0, MAX_OPEN) : '';
  if (goesOn === '-') return undefined;
  return /^[45]/.test(code) ? refused(session, isOwn, reply) : accepted(session);
}

function named(session: Session, command: string, address: string): undefined {
  if (/^mail/i.test(command)) session.from = address;
  else session.to = address;
}

function accepted({ accepted: all, to }: Session): undefined {
  if (to !== undefined && all.size < MAX_RECIPIENTS) all.add(to.toLowerCase());
}

function refused({ accepted: all, to, from, message, receiver }: Session, isOwn: boolean, reply: string): Found {
  if (to !== undefined) all.delete(to.toLowerCase());
  if (isOwn) return found({ to, from, reply, state: 'refused', isInbound: true });
  return found({
    to,
    from,
    reply,
    queueId: message,
    state: reply.startsWith('4') ? 'queued' : 'returned',
    receivers: [receiver],
  });
}
