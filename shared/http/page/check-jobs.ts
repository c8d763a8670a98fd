/** Checks that people ask for from a page: one at a time, within the API's budget, and only the latest results are kept. */
import type { PublishedTarget } from '../../checks/inspect.ts';
import type { Language, Text } from '../../model/language.ts';
import { printable } from '../../model/text.ts';
import type { AskedCheck } from '../../report/check-panel.ts';
import { INTERNAL_ERROR } from '../words.ts';
import { routed } from './forms.ts';
import type { PagePorts } from './page-ports.ts';
import { CHECK_IS_UNDER_WAY } from './page-words.ts';

const MOST_KEPT = 50;
/** What takes longer is there when the page is opened again. */
const WAIT_MS = 10_000;

export type CheckJobs = {
  /** Null: it has begun; else why not. */
  readonly begin: (target: string, language: Language) => Text | null;
  /** A page waits a little for one that is under way: pages that reload themselves are hard to read. */
  readonly of: (target: string) => Promise<AskedCheck | undefined>;
};

export function createCheckJobs(ports: PagePorts): CheckJobs {
  const { clock, log } = ports.api;
  const kept = new Map<string, AskedCheck>();
  let current: string | null = null;
  let working: Promise<void> = Promise.resolve();
  const keep = (check: AskedCheck): void => {
    kept.delete(check.target);
    kept.set(check.target, check);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  };
  const work = async (target: string, language: Language): Promise<NonNullable<AskedCheck['ended']>> => {
    const reply = await routed('checkOne', ports, { target }, undefined, { language, flags: ['fresh'] });
    const at = clock.now();
    // The route's answer, which its schema in the contract describes.
    const { targets = [] } = reply.status < 300 ? (reply.body as { readonly targets: readonly PublishedTarget[] }) : {};
    const [found] = targets;
    return found === undefined ? { ok: false, at, text: reply.detail ?? INTERNAL_ERROR } : { ok: true, at, found };
  };
  return {
    begin: (target, language) => {
      if (current !== null) return CHECK_IS_UNDER_WAY;
      current = target;
      const began = clock.now();
      keep({ target, began, ended: null });
      working = work(target, language)
        .catch((error: unknown) => {
          log({ level: 'error', message: 'a check failed', error: printable(String(error)) });
          return { ok: false as const, at: clock.now(), text: INTERNAL_ERROR };
        })
        .then((ended) => {
          current = null;
          keep({ target, began, ended });
        });
      return null;
    },
    of: async (target) => {
      if (kept.get(target)?.ended === null) await waited(working, clock);
      return kept.get(target);
    },
  };
}

const waited = (work: Promise<void>, clock: PagePorts['api']['clock']): Promise<void> =>
  new Promise((resolve) => {
    const cancel = clock.after(WAIT_MS, () => resolve());
    void work.then(() => {
      cancel();
      resolve();
    });
  });
