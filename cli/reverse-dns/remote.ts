/** The same through a deployed API: it does the work with its own rights, and is looked at until it is over. */

import { type Clock, isoTime } from '../../shared/model/clock.ts';
import { isUnderWay } from '../../shared/reverse-dns/jobs.ts';
import type { JobView, StatusView } from '../../shared/reverse-dns/view.ts';
import { EXIT, Refused, type Words } from '../command.ts';
import { callEndpoint } from '../watch-api.ts';

const LOOK_MS = 5000;

export type Remote = {
  readonly status: () => Promise<StatusView>;
  /** Asks for it, and from then on looks. */
  readonly look: () => Promise<JobView>;
};

export async function openRemote(
  words: Words,
  address: string,
  hostname: string | null,
  clock: Clock,
): Promise<Remote> {
  const call = await callEndpoint(words);
  const at = `/addresses/${encodeURIComponent(address)}/reverse-dns`;
  const status = async (): Promise<StatusView> => (await call('GET', at)) as StatusView;
  const zone = words.text('hosted-zone');
  const body = {
    hostname,
    merge: words.has('merge'),
    replace: words.has('replace'),
    ...(zone === undefined ? {} : { zone }),
  };
  let asked: JobView | null = null;
  return {
    status,
    look: async () => {
      const seen = asked === null ? null : (await status()).job;
      asked = seen ?? ((await (hostname === null ? call('DELETE', at) : call('PUT', at, body))) as JobView);
      if (asked.again === null) return asked;
      if (!isUnderWay(asked, clock))
        throw new Refused(
          'the deployment does not go on with it: its log says why (function reverse-dns)',
          EXIT.unknown,
        );
      // The machine looks for itself; this only looks at what it has kept.
      return { ...asked, again: isoTime(clock.now() + LOOK_MS) };
    },
  };
}
