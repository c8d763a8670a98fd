/** A caller's budget: so many checks in each minute and each day, counted in windows that begin with them (UTC). */
import { isoTime } from '../model/clock.ts';
import { DAY, MINUTE } from '../model/duration.ts';
import type { Settings } from '../settings/settings.ts';
import type { ApiLimits, ApiPorts, Caller } from './ports.ts';
import { type HttpReply, problemReply } from './reply.ts';

export type BudgetWindow = {
  /** Unique over time: `minute-2026-11-24T12:00`. */
  readonly key: string;
  readonly limit: number;
  /** Milliseconds. */
  readonly endsAt: number;
  readonly per: 'minute' | 'day';
};

export const limitsOf = ({ cacheMinutes, checksPerMinute, checksPerDay }: Settings['api']): ApiLimits => ({
  cacheMs: cacheMinutes * MINUTE,
  perMinute: checksPerMinute,
  perDay: checksPerDay,
});

export function windowsAt(now: number, { perMinute, perDay }: ApiLimits): readonly BudgetWindow[] {
  const end = (span: number): number => (Math.floor(now / span) + 1) * span;
  return [
    {
      key: `minute-${isoTime(now).slice(0, 16)}`,
      limit: perMinute,
      endsAt: end(MINUTE),
      per: 'minute',
    },
    { key: `day-${isoTime(now).slice(0, 10)}`, limit: perDay, endsAt: end(DAY), per: 'day' },
  ];
}

/** Null when it was taken. */
export async function spend({ id }: Caller, checks: number, ports: ApiPorts): Promise<HttpReply | null> {
  const { perMinute, perDay } = await ports.limits();
  const most = Math.min(perMinute, perDay);
  const taken = checks > most ? null : await ports.budget.take(id, checks);
  if (taken?.ok) return null;
  const { budgetSpent, tooManyChecksAtOnce } = await import('./route-words.ts');
  if (taken === null) return problemReply(400, tooManyChecksAtOnce(checks, most));
  const { limit, retryAfterSeconds } = taken;
  return problemReply(429, budgetSpent(limit, retryAfterSeconds), {
    headers: { 'retry-after': String(retryAfterSeconds) },
  });
}
