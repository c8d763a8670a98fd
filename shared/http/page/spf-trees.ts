/** SPF trees for pages: evaluated within the API's budget, kept for minutes, and a page waits for them only briefly. */

import { isoTime } from '../../model/clock.ts';
import { MINUTE } from '../../model/duration.ts';
import type { Language } from '../../model/language.ts';
import { printable } from '../../model/text.ts';
import type { SeenSpf } from '../../report/spf-tree.ts';
import type { SpfView } from '../../spf/view.ts';
import { routed } from './forms.ts';
import type { PagePorts } from './page-ports.ts';

const KEPT_MS = 10 * MINUTE;
const MOST_KEPT = 100;
/** What comes later is there when the page is opened again. */
const WAIT_MS = 2500;

export type SpfTrees = (address: string, domain: string, language: Language) => Promise<SeenSpf>;

export function createSpfTrees(ports: PagePorts): SpfTrees {
  const { clock, log } = ports.api;
  const kept = new Map<string, { readonly at: number; readonly seen: Promise<SeenSpf> }>();
  const evaluate = async (address: string, domain: string, language: Language): Promise<SeenSpf> => {
    const query = new Map([
      ['ip', address],
      ['sender', domain],
    ]);
    const reply = await routed('spf', ports, {}, undefined, { language, query });
    const at = isoTime(clock.now());
    // The route's answer, which its schema in the contract describes; a refusal is not kept as a tree.
    return { address, domain, at, evaluated: reply.status < 300 ? (reply.body as SpfView) : null };
  };
  return async (address, domain, language) => {
    const key = `${language}|${address}|${domain}`;
    const now = clock.now();
    const none: SeenSpf = { address, domain, at: isoTime(now), evaluated: null };
    const known = kept.get(key);
    const one =
      known !== undefined && now - known.at < KEPT_MS ? known : { at: now, seen: evaluate(address, domain, language) };
    kept.delete(key);
    kept.set(key, one);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    const seen = one.seen.catch((error: unknown) => {
      log({ level: 'error', message: 'SPF could not be evaluated', error: printable(String(error)) });
      return none;
    });
    const shown = await within(seen, none, clock);
    if (shown.evaluated === null) kept.delete(key);
    return shown;
  };
}

const within = (seen: Promise<SeenSpf>, none: SeenSpf, clock: PagePorts['api']['clock']): Promise<SeenSpf> =>
  new Promise((resolve) => {
    const cancel = clock.after(WAIT_MS, () => resolve(none));
    void seen.then((one) => {
      cancel();
      resolve(one);
    });
  });
