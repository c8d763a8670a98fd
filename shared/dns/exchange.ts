/**
 * One name put to one or several servers until one of them says something. Servers are tried in turn, round by round, each
 * round twice as patient as the one before; a server that said no is not asked again, one that stayed silent is. An answer
 * to any packet sent counts, however late, until the question's time is up.
 */
import type { Clock } from '../model/clock.ts';
import type { Net, TcpExchange, TcpResult } from '../net/port.ts';
import type { FailureReason, RecordType } from './answer.ts';
import { sameQuestion } from './name.ts';
import type { Pace } from './pace.ts';
import { BADVERS, FORMERR, NOTIMP, REFUSED, rcodeName, SERVFAIL } from './rcode.ts';
import { type Denied, type Found, type Missing, type Onward, readResponse } from './read.ts';
import type { Alarm, Timeline } from './timeline.ts';
import { COMMAND_TIME_UP } from './unasked.ts';
import type { Place, Upstream, Waiter } from './upstream.ts';
import { encodeQuery, HEADER, type Head, parseMessage, readHead } from './wire.ts';

/** What the client shares with all its exchanges. */
export type Line = {
  readonly net: Net;
  readonly clock: Clock;
  readonly timeline: Timeline;
  readonly pace: Pace;
  readonly counters: { packets: number; retransmissions: number; tcp: number };
  readonly timeoutMs: number;
  /** The end of the command, monotonic; Infinity without one. */
  readonly deadlineAt: number;
};

export type Outcome<T extends RecordType> = {
  readonly reading: Found<T> | Missing | Onward | Denied;
  readonly rcode: string;
  /** The server that answered, or the last one asked. */
  readonly resolver: string;
};

type Candidate = { readonly upstream: Upstream; tries: number; refusals: number; out: boolean; plain: boolean };

/** Times a server's port may refuse: an ICMP error may have been meant for another packet, or be forged. */
const MAX_REFUSALS = 3;
const REFUSED_PAUSE_MS = 30;
/** Once one server has said no, the silent ones get this many tries, not the whole question's time. */
const TRIES_AFTER_NO = 2;
/** What one server may take for a truncated answer's TCP, when others could still be asked. */
const TCP_SHARE_MS = 2000;

type Owner = {
  readonly packet: (bytes: Buffer, sent: Sent) => void;
  readonly refused: (sent: Sent, code: string) => void;
};

/** One packet on its way. */
class Sent implements Waiter {
  readonly candidate: Candidate;
  readonly place: Place;
  readonly edns: boolean;
  readonly at: number;
  readonly #owner: Owner;

  constructor(owner: Owner, candidate: Candidate, at: number) {
    this.#owner = owner;
    this.candidate = candidate;
    this.edns = candidate.upstream.edns && !candidate.plain;
    this.at = at;
    this.place = candidate.upstream.take(this);
  }

  packet(bytes: Buffer): void {
    this.#owner.packet(bytes, this);
  }

  failed(code: string): void {
    this.#owner.refused(this, code);
  }
}

export type ExchangeOptions<T extends RecordType> = {
  readonly question: Buffer;
  readonly type: T;
  readonly recursion: boolean;
  /** Nothing goes on past this: monotonic. */
  readonly latest: number;
  readonly done: (outcome: Outcome<T>) => void;
};

export class Exchange<T extends RecordType> implements Alarm {
  at = 0;
  /** When the first packet left; null before. */
  startedAt: number | null = null;
  readonly #line: Line;
  readonly #options: ExchangeOptions<T>;
  readonly #candidates: readonly Candidate[];
  readonly #sent: Sent[] = [];
  #turn = -1;
  #current: Candidate;
  #waitsForTurn = false;
  #deadline: number;
  #tcp: TcpExchange | null = null;
  #no: Outcome<T> | null = null;
  #network: string | null = null;
  #malformed = false;
  #over = false;

  /** `upstreams`: at least one. */
  constructor(line: Line, upstreams: readonly Upstream[], options: ExchangeOptions<T>) {
    this.#line = line;
    this.#options = options;
    const candidates = upstreams.map((upstream) => ({ upstream, tries: 0, refusals: 0, out: false, plain: false }));
    this.#candidates = candidates;
    this.#current = candidates[0] as Candidate;
    this.#deadline = options.latest;
  }

  /** Asks the next server that has not said no. */
  next(): void {
    const live = this.#candidates.filter(({ out }) => !out);
    const enough = this.#no !== null && live.every(({ tries }) => tries >= TRIES_AFTER_NO);
    if (live.length === 0 || enough) {
      this.#giveUp();
      return;
    }
    do this.#turn = (this.#turn + 1) % this.#candidates.length;
    while (this.#candidates[this.#turn]?.out);
    this.#current = this.#candidates[this.#turn] as Candidate;
    this.#current.tries++;
    this.#takeTurn();
  }

  /** An alarm: either the packet's turn has come, or the answer has not. */
  ring(): void {
    if (this.#line.clock.monotonic() >= this.#deadline) this.#giveUp();
    else if (this.#waitsForTurn) this.#send();
    else this.next();
  }

  abort(detail: string): void {
    this.#fail('network', 'NETWORK', detail);
  }

  packet(bytes: Buffer, sent: Sent): void {
    const head = this.#recognise(bytes);
    if (head === null) {
      this.#malformed = true;
      return;
    }
    sent.candidate.upstream.answeredAfter(this.#line.clock.monotonic() - sent.at);
    if (head.truncated) this.#overTcp(sent);
    else this.#read(bytes, sent.candidate, sent.edns);
  }

  /** The port that `sent` waits on reported an error, perhaps for this packet. */
  refused(sent: Sent, code: string): void {
    const { candidate } = sent;
    sent.place.release();
    this.#network = code;
    candidate.refusals++;
    if (candidate.refusals >= MAX_REFUSALS) candidate.out = true;
    if (candidate !== this.#current || this.#waitsForTurn || this.#tcp !== null) return;
    const untouched = this.#candidates.some(({ out, refusals }) => !out && refusals < candidate.refusals);
    if (candidate.out || untouched) this.next();
    else this.#wait(this.#line.clock.monotonic() + REFUSED_PAUSE_MS * candidate.refusals);
  }

  #takeTurn(): void {
    const { clock, pace } = this.#line;
    const now = clock.monotonic();
    const turn = pace.take(now, this.#deadline);
    if (turn === null) {
      // No turn in time, but what was sent before may still be answered.
      if (this.#sent.length > 0) this.#wait(this.#deadline);
      else this.#giveUp();
      return;
    }
    this.#waitsForTurn = turn > now;
    if (this.#waitsForTurn) this.#wait(turn);
    else this.#send();
  }

  #send(): void {
    const { clock, counters, timeoutMs } = this.#line;
    const { question, recursion } = this.#options;
    const now = clock.monotonic();
    this.#waitsForTurn = false;
    if (this.startedAt === null) {
      this.startedAt = now;
      this.#deadline = Math.min(this.#deadline, now + timeoutMs);
    } else counters.retransmissions++;
    counters.packets++;
    const sent = new Sent(this, this.#current, now);
    this.#sent.push(sent);
    const { upstream, tries } = this.#current;
    this.#wait(now + upstream.patienceMs * 2 ** (tries - 1));
    sent.place.send(encodeQuery(question, { id: sent.place.id, recursion, edns: sent.edns }));
  }

  #wait(until: number): void {
    this.#line.timeline.clear(this);
    this.at = Math.min(until, this.#deadline);
    this.#line.timeline.set(this);
  }

  /** Null for what does not answer this question. */
  #recognise(bytes: Buffer): Head | null {
    const head = readHead(bytes);
    if (head === null || !head.response) return null;
    if (head.questions === 1 && sameQuestion(bytes, HEADER, this.#options.question)) return head;
    // Some servers leave the question out of an error. It is believed: no verdict about a name can come of it.
    const bare = head.questions === 0 && head.answers === 0 && BARE_ERRORS.has(head.rcode);
    return bare ? head : null;
  }

  #read(bytes: Buffer, candidate: Candidate, edns: boolean): void {
    const message = parseMessage(bytes);
    if (message === null) {
      this.#malformed = true;
      return;
    }
    if (edns && refusesEdns(message.rcode, message.edns)) {
      if (candidate !== this.#current || candidate.plain) return;
      candidate.plain = true;
      this.#takeTurn();
      return;
    }
    const reading = readResponse(message, this.#options.type);
    if (reading.kind === 'malformed') {
      this.#malformed = true;
      return;
    }
    // Only an answer that came without OPT proves that OPT was what the server refused.
    if (candidate.plain && message.rcode !== FORMERR && message.rcode !== NOTIMP) candidate.upstream.edns = false;
    this.#settle(candidate, { reading, rcode: rcodeName(message.rcode), resolver: candidate.upstream.text });
  }

  #settle(candidate: Candidate, outcome: Outcome<T>): void {
    if (outcome.reading.kind !== 'denied') {
      this.#end(outcome);
      return;
    }
    this.#no = outcome;
    candidate.out = true;
    // A late "no" from an earlier server does not disturb the wait for this one.
    if (candidate === this.#current || this.#candidates.every(({ out }) => out)) this.next();
  }

  /** The answer did not fit (RFC 7766 section 5): what came is not used, the whole is fetched from the same server. */
  #overTcp({ candidate, edns, place }: Sent): void {
    if (this.#tcp !== null) return;
    const { net, clock, counters, pace, timeline } = this.#line;
    const { question, recursion } = this.#options;
    const now = clock.monotonic();
    const others = this.#candidates.some((other) => other !== candidate && !other.out);
    const ms = Math.min(this.#deadline - now, others ? TCP_SHARE_MS : Number.POSITIVE_INFINITY);
    this.#current = candidate;
    this.#waitsForTurn = false;
    timeline.clear(this);
    // Counted, though it does not wait: the pace is kept by the packets after it.
    pace.take(now, Number.POSITIVE_INFINITY);
    counters.tcp++;
    const query = encodeQuery(question, { id: place.id, recursion, edns });
    this.#tcp = net.tcp(candidate.upstream.server, candidate.upstream.trust, query, ms);
    void this.#tcp.result.then((result) => this.#tcpEnded(candidate, query, result));
  }

  #tcpEnded(candidate: Candidate, query: Buffer, result: TcpResult): void {
    if (this.#over) return;
    this.#tcp = null;
    if (result.kind === 'failed') {
      const detail = `the answer was truncated, and TCP failed: ${result.detail}`;
      const rcode = result.reason === 'timeout' ? 'TIMEOUT' : 'NETWORK';
      this.#settle(candidate, { reading: denied(result.reason, detail), rcode, resolver: candidate.upstream.text });
      return;
    }
    const head = this.#recognise(result.bytes);
    const sameId = head !== null && result.bytes.readUInt16BE(0) === query.readUInt16BE(0);
    if (sameId && !head.truncated) this.#read(result.bytes, candidate, false);
    // Nothing else will come from there.
    if (!this.#over && this.#current === candidate && !candidate.out) {
      const reading = denied('malformed', 'the answer was truncated, and the one over TCP was malformed');
      this.#settle(candidate, { reading, rcode: 'MALFORMED', resolver: candidate.upstream.text });
    }
  }

  #giveUp(): void {
    if (this.#no !== null) this.#end(this.#no);
    else if (this.#candidates.every(({ out }) => out))
      this.#fail('network', 'NETWORK', `no server can be reached (${this.#network})`);
    else if (this.#malformed) this.#fail('malformed', 'MALFORMED', `only malformed packets: ${this.#timeUp()}`);
    else this.#fail('timeout', 'TIMEOUT', this.#timeUp());
  }

  #timeUp(): string {
    const { clock, deadlineAt, timeoutMs } = this.#line;
    if (this.startedAt === null) return `not asked: ${COMMAND_TIME_UP}`;
    return clock.monotonic() >= deadlineAt ? COMMAND_TIME_UP : `no answer within ${timeoutMs / 1000} s`;
  }

  #fail(reason: FailureReason, rcode: string, detail: string): void {
    this.#end({ reading: denied(reason, detail), rcode, resolver: this.#current.upstream.text });
  }

  #end(outcome: Outcome<T>): void {
    if (this.#over) return;
    this.#over = true;
    this.#line.timeline.clear(this);
    for (const { place } of this.#sent) place.release();
    this.#tcp?.cancel();
    this.#options.done(outcome);
  }
}

const denied = (reason: FailureReason, detail: string): Denied => ({ kind: 'denied', reason, detail });

const BARE_ERRORS: ReadonlySet<number> = new Set([FORMERR, SERVFAIL, NOTIMP, REFUSED]);

/** RFC 6891 section 7: an old server calls OPT a format error or knows no such thing, and sends none back. */
const refusesEdns = (rcode: number, answeredWithOpt: boolean): boolean =>
  rcode === BADVERS || (!answeredWithOpt && (rcode === FORMERR || rcode === NOTIMP));
