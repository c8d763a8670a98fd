import { systemClock } from '../../adapters/local/clock.ts';
import { defined } from '../../shared/model/defined.ts';
import { REGION } from '../../shared/model/region.ts';
import { printable } from '../../shared/model/text.ts';
import type { Blocked } from '../../shared/reverse-dns/blocked.ts';
import type { State } from '../../shared/reverse-dns/state.ts';
import { jobView } from '../../shared/reverse-dns/view.ts';
import { begin } from '../../shared/reverse-dns/wish.ts';
import { openAws, withoutAws } from '../aws.ts';
import { type CommandCode, EXIT, Refused, UsageError, type Words } from '../command.ts';
import { change, dry, type Here, showBlocked, showStatus, statusHere, toTheEnd } from '../reverse-dns/here.ts';
import { letter } from '../reverse-dns/letter.ts';
import { openRemote } from '../reverse-dns/remote.ts';
import { readOptions } from '../runtime.ts';
import type { Terminal } from '../terminal.ts';

export const reverseDns: CommandCode = {
  run: async (words, terminal) => {
    const { address, hostname } = readAsked(words);
    if (words.text('request-text') !== undefined) {
      const { text, warning } = await letter(words, address, hostname ?? undefined, terminal.language);
      terminal.print(text.trimEnd());
      if (warning !== null) terminal.complain(`postwatch: ${warning}`);
      return EXIT.pass;
    }
    const state = begin(wishOf(words, terminal, address, hostname ?? null), systemClock);
    if (state.blocked !== null) return refused(state.blocked, words, terminal);
    if (words.text('endpoint') !== undefined) return remotely(state, hostname === undefined, words, terminal);
    const without = await withoutAws();
    if (without !== null) throw new Refused(without, EXIT.unknown);
    const { ports, close } = await openAws(readOptions(words), words.text('region'))(null);
    const here: Here = { ports, clock: systemClock, terminal, json: words.has('json') };
    try {
      if (hostname === undefined) return await statusHere(state.wish.address, here);
      return words.has('dry-run') ? await dry(state, here) : await change(state, here);
    } finally {
      close();
    }
  },
};

type Asked = { readonly address: string; readonly hostname: string | null | undefined };

/** `hostname`: null to take it away, undefined to see what stands. Throws `UsageError`. */
function readAsked(words: Words): Asked {
  const [address, hostname, extra] = words.positionals;
  if (address === undefined || extra !== undefined)
    throw new UsageError(
      'reverse-dns needs an address and, to change it, a host name: reverse-dns 203.0.113.25 mail.example.com',
    );
  const reset = words.has('reset');
  if (hostname !== undefined && reset)
    throw new UsageError('a host name and --reset contradict each other: one sets a name, the other takes it away');
  const needy = ['dry-run', 'merge', 'replace'].find((flag) => words.has(flag));
  if (hostname === undefined && !reset && needy !== undefined)
    throw new UsageError(`--${needy} needs a host name, such as mail.example.com`);
  checkPlace(words);
  return { address, hostname: reset ? null : hostname };
}

function checkPlace(words: Words): void {
  const region = words.text('region');
  if (region !== undefined && !REGION.test(region))
    throw new UsageError(`--region: "${printable(region, 40)}" is no Region (expected such as eu-west-1)`);
  const zone = words.text('hosted-zone');
  if (zone !== undefined && !/^[A-Z0-9]{1,32}$/.test(zone))
    throw new UsageError(
      `--hosted-zone: "${printable(zone, 40)}" is no id of a hosted zone (expected such as Z0123456789)`,
    );
  if (words.has('dry-run') && words.text('endpoint') !== undefined)
    throw new UsageError('--dry-run looks with the credentials of this shell: leave --endpoint out');
}

const wishOf = (words: Words, terminal: Terminal, address: string, hostname: string | null) => {
  const zone = words.text('hosted-zone');
  return {
    address,
    hostname,
    mayMerge: words.has('merge'),
    touchZones: true,
    needsTag: false,
    caller: terminal.user,
    // Who resets has looked at what stands there, or does not care.
    mayReplace: words.has('replace') || hostname === null ? ('any' as const) : [],
    ...defined({ zoneId: zone }),
  };
};

/** A word that is wrong is a usage error; an address that can have no reverse name of EC2's is explained. */
function refused(blocked: Blocked, words: Words, terminal: Terminal): number {
  if (blocked.reason === 'not-an-address' || blocked.reason === 'invalid-hostname')
    throw new UsageError(`${blocked.text}. ${blocked.whatToDo}`);
  return showBlocked(blocked, { terminal, json: words.has('json') });
}

async function remotely(begun: State, isStatus: boolean, words: Words, terminal: Terminal): Promise<number> {
  const { address, hostname } = begun.wish;
  const remote = await openRemote(words, address, hostname, systemClock, terminal.language);
  const shown = { clock: systemClock, terminal, json: words.has('json') };
  if (!isStatus) return toTheEnd(jobView(begun), remote.look, shown);
  return showStatus(await remote.status(), shown);
}
