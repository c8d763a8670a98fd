/** The resolver of one invocation. */
import type { Server } from '../../../shared/dns/answer.ts';
import { defined } from '../../../shared/model/defined.ts';
import { type ProvenDns, provenDns } from '../../local/dns.ts';

/** As Lambda gives it to every handler. */
export type Remaining = { readonly getRemainingTimeInMillis: () => number };

/** Left for what is done once every question is answered. */
const MARGIN_MS = 20_000;

/** Its questions end in time, answered or not, for what is known to be stored. */
export const openDns = (servers: readonly Server[], context: Remaining): ProvenDns =>
  provenDns({
    ...defined({ servers: servers.length === 0 ? undefined : servers }),
    commandMs: Math.max(1000, context.getRemainingTimeInMillis() - MARGIN_MS),
  });
