/**
 * The real connector: every connection goes through the guard here, whatever its caller looked at before. TLS and HTTP are
 * loaded at their first use: importing `node:http` and `node:tls` costs three times Node's own start, and a check needs neither.
 */
import type { Socket } from 'node:net';
import type { Clock } from '../model/clock.ts';
import { dial, failure } from './dial.ts';
import { converse } from './lines.ts';
import type { Connector, Endpoint, Guard, HttpAnswer, HttpRequest, StreamFailure } from './port.ts';
import type { TlsTrust } from './secure.ts';

export type ConnectorOptions = TlsTrust & {
  readonly clock: Clock;
  readonly guard: Guard;
  /** Monotonic: when the whole command ends. */
  readonly deadlineAt?: number;
};

export function createConnector(options: ConnectorOptions): Connector {
  const { clock, guard, deadlineAt = Number.POSITIVE_INFINITY, ...trust } = options;
  const endOf = (ms: number): number => Math.min(clock.monotonic() + ms, deadlineAt);
  const left = (endsAt: number): number => Math.max(0, endsAt - clock.monotonic());
  const tlsOver = async (socket: Socket, name: string, ms: number) => {
    const { secure } = await import('./secure.ts');
    return secure(socket, name, { ms, clock, trust });
  };
  const request = async (to: Endpoint, { ms, ...rest }: HttpRequest): Promise<HttpAnswer | StreamFailure> => {
    const why = guard(to);
    if (why !== null) return failure('refused', why);
    const [started, endsAt] = [clock.monotonic(), endOf(ms)];
    const dialled = await dial(to, left(endsAt), clock);
    if (dialled.kind === 'failed') return dialled;
    const { url } = rest;
    const name = url.hostname.replace(/^\[|\]$/g, '');
    const secured = url.protocol === 'https:' ? await tlsOver(dialled.socket, name, left(endsAt)) : null;
    if (secured?.kind === 'failed') return secured;
    const before = clock.monotonic() - started;
    const { getOver } = await import('./http.ts');
    const answer = await getOver(secured?.socket ?? dialled.socket, rest, left(endsAt), clock);
    if (answer.kind === 'failed') return answer;
    return { ...answer, session: secured?.session ?? null, ms: before + answer.ms };
  };
  return {
    refuses: guard,
    connect: async (to, ms) => {
      const why = guard(to);
      if (why !== null) return failure('refused', why);
      const endsAt = endOf(ms);
      const dialled = await dial(to, left(endsAt), clock);
      if (dialled.kind === 'failed') return dialled;
      return { kind: 'open', connection: converse(dialled.socket, { connectMs: dialled.ms, endsAt, clock, trust }) };
    },
    request,
  };
}
