/**
 * The prose of a file of lists (`--lists`) about how an entry ends, as the facts that the table holds. What cannot be read is left
 * out: no sentence is ever made of a cell. The operator's words on how to ask are kept whole.
 */
import { defined } from '../model/defined.ts';
import type { Expiry, Removal } from '../model/removal.ts';

type Prose = string | null | undefined;

export type RemovalProse = {
  readonly delistUrl: Prose;
  readonly delistHow: Prose;
  readonly typicalDelistTime: Prose;
  readonly paidRemoval: boolean | null | undefined;
};

export function readRemoval(prose: RemovalProse): Removal | undefined {
  const url = prose.delistUrl ?? undefined;
  const words = sentence(prose.delistHow);
  const hours = hoursIn(prose.typicalDelistTime);
  const paid = prose.paidRemoval === true ? (true as const) : undefined;
  if (url === undefined && words === undefined && paid === undefined) return undefined;
  return { kind: 'stated', ...defined({ url, words, hours, paid }) };
}

function sentence(text: Prose): string | undefined {
  if (text === null || text === undefined || text.trim() === '') return undefined;
  return /[.!]$/.test(text) ? text : `${text}.`;
}

const HOURS = { minute: 1 / 60, hour: 1, day: 24, week: 168 } as const;
const UNIT = '(minute|hour|day|week)s?';

/** `12 to 24 hours` -> [12, 24]; `about 20 minutes` -> 1; `immediate` -> 0. */
function hoursIn(text: Prose): Removal['hours'] | undefined {
  if (text === null || text === undefined) return undefined;
  if (/^immediate\b/i.test(text)) return 0;
  const range = new RegExp(`(\\d+) to (\\d+) ${UNIT}`, 'i').exec(text);
  if (range !== null) return [inHours(range[1], range[3]), inHours(range[2], range[3])];
  const one = new RegExp(`(\\d+(?:\\.\\d+)?|an?) ${UNIT}`, 'i').exec(text);
  return one === null ? undefined : inHours(one[1], one[2]);
}

const inHours = (amount: string | undefined, unit: string | undefined): number =>
  Math.max(
    1,
    Math.round((Number.parseFloat(amount ?? '') || 1) * HOURS[(unit ?? 'hour').toLowerCase() as keyof typeof HOURS]),
  );

/** `yes, 7 days` -> automatic after 7 days; `no, manual only` -> never; `per component` -> it depends. */
export function readExpiry(text: Prose): Expiry | undefined {
  if (text === null || text === undefined || text.trim() === '') return undefined;
  if (/\bper (component|sublist|list)|\bin part\b|\bpolicy\b.*\b(stay|until|permanent)/i.test(text))
    return { kind: 'per-sublist' };
  if (/^no(?! (fixed|period))\b|\bnot expire/i.test(text)) return { kind: 'never' };
  const hours = hoursIn(text);
  if (hours !== undefined) {
    const last = typeof hours === 'number' ? hours : hours[1];
    return { kind: 'automatic', afterDays: Math.max(1, Math.round(last / 24)) };
  }
  return /\byes\b|\bautomat|\bexpire/i.test(text) ? { kind: 'automatic' } : undefined;
}
