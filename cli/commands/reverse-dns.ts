import { systemClock } from '../../adapters/local/clock.ts';
import { defined } from '../../shared/model/defined.ts';
import { inEach } from '../../shared/model/language.ts';
import { REGION } from '../../shared/model/region.ts';
import { printable } from '../../shared/model/text.ts';
import { type Blocked, sentencesOf } from '../../shared/reverse-dns/blocked.ts';
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
      const { text, warnings } = await letter(words, address, hostname ?? undefined, terminal.language);
      terminal.print(text.trimEnd());
      for (const warning of warnings) terminal.complain(`postwatch: ${warning[terminal.language]}`);
      return EXIT.pass;
    }
    const state = begin(wishOf(words, terminal, address, hostname ?? null), systemClock);
    if (state.blocked !== null) return refused(state.blocked, words, terminal);
    if (words.text('endpoint') !== undefined) return remotely(state, hostname === undefined, words, terminal);
    const without = await withoutAws();
    if (without !== null) throw new Refused(without, EXIT.unknown);
    const { ports, close } = await openAws(await readOptions(words), words.text('region'))(null);
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

/** `hostname`: null to remove it, undefined to see what is set. Throws `UsageError`. */
function readAsked(words: Words): Asked {
  const [address, hostname, extra] = words.positionals;
  if (address === undefined || extra !== undefined)
    throw new UsageError({
      en: 'reverse-dns needs an address and, to change it, a host name: reverse-dns 203.0.113.25 mail.example.com',
      ko: 'reverse-dns 명령에는 IP가 필요하고, 바꾸려면 호스트 이름도 필요합니다. 예: reverse-dns 203.0.113.25 mail.example.com',
    });
  const reset = words.has('reset');
  if (hostname !== undefined && reset)
    throw new UsageError({
      en: 'Give a host name or --reset, not both: one sets a name, the other removes it.',
      ko: '호스트 이름과 --reset 중 하나만 지정하세요. 하나는 이름을 설정하고 하나는 초기화합니다.',
    });
  const needy = ['dry-run', 'merge', 'replace'].find((flag) => words.has(flag));
  if (hostname === undefined && !reset && needy !== undefined)
    throw new UsageError({
      en: `--${needy} needs a host name, such as mail.example.com`,
      ko: `--${needy} 옵션에는 호스트 이름이 필요합니다. 예: mail.example.com`,
    });
  checkPlace(words);
  return { address, hostname: reset ? null : hostname };
}

function checkPlace(words: Words): void {
  const region = words.text('region');
  if (region !== undefined && !REGION.test(region))
    throw new UsageError({
      en: `--region: "${printable(region, 40)}" is not a valid Region (for example, eu-west-1)`,
      ko: `--region: 올바른 리전이 아닙니다: "${printable(region, 40)}". 예: ap-northeast-2`,
    });
  const zone = words.text('hosted-zone');
  if (zone !== undefined && !/^[A-Z0-9]{1,32}$/.test(zone))
    throw new UsageError({
      en: `--hosted-zone: "${printable(zone, 40)}" is not a valid hosted zone id (for example, Z0123456789)`,
      ko: `--hosted-zone: 올바른 호스팅 영역 ID가 아닙니다: "${printable(zone, 40)}". 예: Z0123456789`,
    });
  if (words.has('dry-run') && words.text('endpoint') !== undefined)
    throw new UsageError({
      en: '--dry-run uses the credentials of this shell. Leave --endpoint out.',
      ko: '--dry-run 옵션은 이 셸의 자격 증명으로 확인합니다. --endpoint 옵션을 빼세요.',
    });
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
    // Who resets has looked at what is set, or does not care.
    mayReplace: words.has('replace') || hostname === null ? ('any' as const) : [],
    ...defined({ zoneId: zone }),
  };
};

/** A word that is wrong is a usage error; an address that can have no reverse name of EC2's is explained. */
function refused(blocked: Blocked, words: Words, terminal: Terminal): number {
  if (blocked.reason === 'not-an-address' || blocked.reason === 'invalid-hostname')
    throw new UsageError(
      inEach((language) => {
        const { text, whatToDo } = sentencesOf(blocked, language);
        return `${text} ${whatToDo}`;
      }),
    );
  return showBlocked(blocked, { terminal, json: words.has('json') });
}

async function remotely(begun: State, isStatus: boolean, words: Words, terminal: Terminal): Promise<number> {
  const { address, hostname } = begun.wish;
  const remote = await openRemote(words, address, hostname, systemClock, terminal.language);
  const shown = { clock: systemClock, terminal, json: words.has('json') };
  if (!isStatus) return toTheEnd(jobView(begun), remote.readJob, shown);
  return showStatus(await remote.status(), shown);
}
