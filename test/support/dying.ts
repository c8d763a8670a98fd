/** A memory that dies at one of its writes, as a killed process does. */
import type { Memory } from '../../shared/watch/run/memory.ts';

const WRITES = ['open', 'saveResult', 'saveJudgement', 'commit', 'finish', 'claim', 'markSent'] as const;

/** The `n`-th write, before or after it was carried out; null: none. */
export type Fatal = { readonly n: number; readonly after: boolean } | null;

export type Dying = { readonly memory: Memory; readonly writes: () => number; readonly killed: () => string };

export function dying(memory: Memory, fatal: Fatal): Dying {
  let writes = 0;
  let killed = '';
  const die = async (name: string, write: () => Promise<unknown>): Promise<unknown> => {
    writes += 1;
    const now = fatal !== null && writes === fatal.n;
    if (now) killed = name;
    if (now && !fatal.after) throw new Error('killed');
    const value = await write();
    if (now) throw new Error('killed');
    return value;
  };
  const wrapped = Object.fromEntries(
    WRITES.map((name) => [
      name,
      (...parts: unknown[]) => die(name, () => (memory[name] as (...all: unknown[]) => Promise<unknown>)(...parts)),
    ]),
  );
  return { memory: { ...memory, ...wrapped } as Memory, writes: () => writes, killed: () => killed };
}
