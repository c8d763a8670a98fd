/**
 * One name put to one or several servers until one of them says something. Servers are tried in turn, round by round, each
 * round twice as patient as the one before; a server that refused is not queried again, one that did not answer is. An answer
 * to any packet sent counts, however late, until the question's time is up.
 */
import type { Clock } from '../model/clock.ts';
import type { Net, TcpExchange, TcpResult } from '../net/port.ts';
import type { RecordType } from './answer.ts';
import { type Candidate, candidateFor, type Manner, mannerOf, NEAR_MISSES } from './candidate.ts';
import type { OutcomeTally } from './outcomes.ts';
import type { Pace } from './pace.ts';
import { BADVERS, type FailureReason, FORMERR, NOTIMP } from './rcode.ts';
import { type Denied, type Onward, type ReadAbsence, type ReadRecords, readResponse } from './read.ts';
import type { Alarm, Timeline } from './timeline.ts';
import { COMMAND_TIME_UP } from './unasked.ts';
import type { Ticket, Upstream, Waiter } from './upstream.ts';
import { answersQuery, isTruncated, parseMessage, stampQuery } from './wire.ts';

/** What a client's exchanges share. */
export type ServerLine = {
  readonly net: Net;
  readonly clock: Clock;
  readonly timeline: Timeline;
  readonly pace: Pace;
  readonly counters: OutcomeTally & { packets: number; retransmissions: number; tcp: number };
  readonly timeoutMs: number;
  /** The end of the command, monotonic; Infinity without one. */
  readonly deadlineAt: number;
};

export type ExchangeResult<T extends RecordType> = ReadRecords<T> | ReadAbsence | Onward | Denied;

export type ExchangeOwner<T extends RecordType> = {
  readonly ended: (result: ExchangeResult<T>, manner: Manner) => void;
};

/** Times a server's port may refuse: an ICMP error may have been meant for another packet, or be forged. */
const MAX_REFUSALS = 3;
const REFUSED_PAUSE_MS = 30;
/** Once one server has refused, those without an answer get this many tries, not the whole question's time. */
const TRIES_AFTER_NO = 2;
/** What one server may take for a truncated answer's TCP, when others could still be asked. */
const TCP_SHARE_MS = 2000;

export class Exchange<T extends RecordType> implements Alarm, Waiter {
  at = 0;
  slot = -1;
  /** When the first packet left, monotonic; null before. */
  startedAt: number | null = null;
  readonly #line: ServerLine;
  readonly #owner: ExchangeOwner<T>;
  readonly #query: Buffer;
  readonly #type: T;
  readonly #candidates: Candidate[];
  #last: Ticket | null = null;
  #turn = -1;
  #current: Candidate;
  #waitsForTurn = false;
  #deadline: number;
  #tcp: TcpExchange | null = null;
  #no: { readonly denied: Denied; readonly manner: Manner } | null = null;
  #network = '';
  #malformed = false;
  #over = false;

  /** `upstreams`: at least one. Nothing continues past `latest` (monotonic). */
  constructor(
    line: ServerLine,
    owner: ExchangeOwner<T>,
    upstreams: readonly Upstream[],
    query: Buffer,
    type: T,
    latest: number,
  ) {
    this.#line = line;
    this.#owner = owner;
    this.#query = query;
    this.#type = type;
    this.#current = candidateFor(upstreams[0] as Upstream);
    this.#candidates = [this.#current];
    for (let i = 1; i < upstreams.length; i++) this.#candidates.push(candidateFor(upstreams[i] as Upstream));
    this.#deadline = latest;
  }

  /** Asks the next server that has not said no. */
  next(): void {
    const most = this.#no === null ? Number.POSITIVE_INFINITY : TRIES_AFTER_NO;
    if (!this.#candidates.some(({ out, tries }) => !out && tries < most)) {
      this.#giveUp();
      return;
    }
    do {
      this.#turn = (this.#turn + 1) % this.#candidates.length;
      this.#current = this.#candidates[this.#turn] as Candidate;
    } while (this.#current.out);
    this.#current.tries++;
    this.#takeTurn();
  }

  /** An alarm: either the packet's turn has come, or the answer has not. */
  ring(): void {
    const now = this.#line.clock.monotonic();
    if (now >= this.#deadline) this.#giveUp();
    else if (this.#waitsForTurn) this.#send(now);
    else this.next();
  }

  abort(detail: string): void {
    this.#fail('network', 'NETWORK', detail);
  }

  packet(bytes: Buffer, ticket: Ticket): void {
    if (this.#candidate(ticket.upstream).forged) return;
    if (!answersQuery(bytes, this.#query)) {
      this.#malformed = true;
      return;
    }
    ticket.upstream.answeredAfter(this.#line.clock.monotonic() - ticket.sentAt);
    if (isTruncated(bytes)) this.#overTcp(ticket, 'the answer was truncated');
    else this.#read(bytes, this.#candidate(ticket.upstream), ticket.edns);
  }

  /** Someone knows our port and question and guesses at the id: only TCP proves who answers (RFC 5452 section 9.3). */
  nearMiss(bytes: Buffer, ticket: Ticket): boolean {
    const candidate = this.#candidate(ticket.upstream);
    if (candidate.out || !answersQuery(bytes, this.#query) || ++candidate.misses < NEAR_MISSES) return false;
    if (!candidate.forged) this.#overTcp(ticket, 'answers were forged');
    candidate.forged = true;
    return true;
  }

  failed(code: string, ticket: Ticket): void {
    const candidate = this.#candidate(ticket.upstream);
    ticket.release();
    this.#network = code;
    candidate.refusals++;
    if (candidate.refusals >= MAX_REFUSALS) candidate.out = true;
    if (candidate !== this.#current || this.#waitsForTurn || this.#tcp !== null) return;
    const untouched = this.#candidates.some(({ out, refusals }) => !out && refusals < candidate.refusals);
    if (candidate.out || untouched) this.next();
    else this.#wait(this.#line.clock.monotonic() + REFUSED_PAUSE_MS * candidate.refusals);
  }

  #candidate(upstream: Upstream): Candidate {
    return this.#candidates.find((candidate) => candidate.upstream === upstream) ?? this.#current;
  }

  #takeTurn(): void {
    const { clock, pace } = this.#line;
    const now = clock.monotonic();
    const turn = now >= this.#deadline ? null : pace.take(now, this.#deadline);
    if (turn === null) {
      // No turn in time, but what was sent before may still be answered.
      if (this.#last !== null) this.#wait(this.#deadline);
      else this.#giveUp();
      return;
    }
    this.#waitsForTurn = turn > now;
    if (this.#waitsForTurn) this.#wait(turn);
    else this.#send(now);
  }

  #send(now: number): void {
    const { counters, timeoutMs } = this.#line;
    const { upstream, tries, plain } = this.#current;
    this.#waitsForTurn = false;
    counters.packets++;
    if (this.startedAt === null) {
      this.startedAt = now;
      this.#deadline = Math.min(this.#deadline, now + timeoutMs);
    } else counters.retransmissions++;
    const ticket = upstream.take(this);
    ticket.sentAt = now;
    ticket.edns = upstream.edns && !plain;
    ticket.dnssec = upstream.isLoopback;
    const packet = stampQuery(this.#query, ticket, this.#last === null);
    ticket.earlier = this.#last;
    this.#last = ticket;
    this.#wait(now + upstream.patienceMs * 2 ** (tries - 1));
    ticket.send(packet);
  }

  #wait(until: number): void {
    this.#line.timeline.clear(this);
    this.at = Math.min(until, this.#deadline);
    this.#line.timeline.set(this);
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
    const response = readResponse(message, this.#type);
    if (response.kind === 'malformed') {
      this.#malformed = true;
      return;
    }
    // Only an answer that came without OPT proves that OPT was what the server refused.
    if (candidate.plain && message.rcode !== FORMERR && message.rcode !== NOTIMP) candidate.upstream.edns = false;
    const manner = mannerOf(message, candidate.upstream);
    if (response.kind === 'denied') this.#denied(candidate, response, manner);
    else this.#end(response, manner);
  }

  #denied(candidate: Candidate, denied: Denied, manner: Manner): void {
    this.#no = { denied, manner };
    candidate.out = true;
    // A late "no" from an earlier server does not disturb the wait for this one.
    if (candidate === this.#current || this.#candidates.every(({ out }) => out)) this.next();
  }

  /**
   * The answer did not fit (RFC 7766 section 5), or cannot be trusted: what came is not used, the whole is fetched from the
   * same server.
   */
  #overTcp(ticket: Ticket, why: string): void {
    if (this.#tcp !== null) return;
    const { net, clock, counters, pace, timeline } = this.#line;
    const { server, trust } = ticket.upstream;
    const candidate = this.#candidate(ticket.upstream);
    const now = clock.monotonic();
    const others = this.#candidates.some((other) => other !== candidate && !other.out);
    const ms = Math.min(this.#deadline - now, others ? TCP_SHARE_MS : Number.POSITIVE_INFINITY);
    this.#current = candidate;
    this.#waitsForTurn = false;
    timeline.clear(this);
    // Counted, though it does not wait: the pace is kept by the packets after it.
    pace.take(now, Number.POSITIVE_INFINITY);
    counters.tcp++;
    this.#tcp = net.tcp(server, trust, stampQuery(this.#query, ticket, false), ms);
    void this.#tcp.result.then((result) => this.#tcpEnded(candidate, ticket.id, result, why));
  }

  #tcpEnded(candidate: Candidate, id: number, result: TcpResult, why: string): void {
    if (this.#over) return;
    this.#tcp = null;
    if (result.kind === 'failed') {
      const detail = `${why}, and TCP failed: ${result.detail}`;
      const rcode = result.reason === 'timeout' ? 'TIMEOUT' : 'NETWORK';
      this.#denied(candidate, denied(result.reason, detail), { rcode, resolver: candidate.upstream.text });
      return;
    }
    const { bytes } = result;
    const whole = answersQuery(bytes, this.#query) && bytes.readUInt16BE(0) === id && !isTruncated(bytes);
    if (whole) this.#read(bytes, candidate, false);
    // If that was no end, none will come from there.
    if (this.#over || candidate.out) return;
    const manner = { rcode: 'MALFORMED', resolver: candidate.upstream.text };
    this.#denied(candidate, denied('malformed', `${why}, and what came over TCP was malformed`), manner);
  }

  #giveUp(): void {
    if (this.#no !== null) this.#end(this.#no.denied, this.#no.manner);
    else if (this.#candidates.every(({ out }) => out)) {
      this.#fail('network', 'NETWORK', `no server can be reached (${this.#network})`);
    } else if (this.#malformed) this.#fail('malformed', 'MALFORMED', `only malformed packets: ${this.#timeUp()}`);
    else this.#fail('timeout', 'TIMEOUT', this.#timeUp());
  }

  #timeUp(): string {
    const { clock, deadlineAt, timeoutMs } = this.#line;
    if (this.startedAt === null) return `not asked: ${COMMAND_TIME_UP}`;
    return clock.monotonic() >= deadlineAt ? COMMAND_TIME_UP : `no answer within ${timeoutMs / 1000} s`;
  }

  #fail(reason: FailureReason, rcode: string, detail: string): void {
    this.#end(denied(reason, detail), { rcode, resolver: this.#current.upstream.text });
  }

  #end(result: ExchangeResult<T>, manner: Manner): void {
    if (this.#over) return;
    this.#over = true;
    this.#line.timeline.clear(this);
    for (let ticket = this.#last; ticket !== null; ticket = ticket.earlier) ticket.release();
    this.#tcp?.cancel();
    this.#owner.ended(result, manner);
  }
}

const denied = (reason: FailureReason, detail: string): Denied => ({ kind: 'denied', reason, detail });

/** RFC 6891 section 7: an old server calls OPT a format error or knows no such thing, and sends none back. */
const refusesEdns = (rcode: number, answeredWithOpt: boolean): boolean =>
  rcode === BADVERS || (!answeredWithOpt && (rcode === FORMERR || rcode === NOTIMP));
