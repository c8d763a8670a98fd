import type { IncidentView } from '../../shared/http/watch-view.ts';
import { count, printable } from '../../shared/model/text.ts';
import { COMMON_HELP, type Command, EXIT, UsageError } from '../command.ts';
import { type IncidentScreen, incidentLines } from '../views/incident.ts';
import { ENDPOINT_EXIT, ENDPOINT_FLAGS, ENDPOINT_HELP, openWatchApi, type WatchApi } from '../watch-api.ts';

export const incidents: Command = {
  name: 'incidents',
  summary: 'the problems that stand, as the watch knows them',
  help: `postwatch incidents [--all] [--endpoint URL]

Shows what stands and nobody has acknowledged, worst first within a target. It
asks nothing: what is not known to the watch is not here, and an empty list is
no proof that all is well (postwatch check asks). It may run beside the watch.

  --all            acknowledged ones too
${ENDPOINT_HELP}
${COMMON_HELP}

Exit code: 0 done, ${ENDPOINT_EXIT}.

  postwatch incidents
  postwatch incidents --all --endpoint https://abcdef1234.execute-api.eu-west-1.amazonaws.com`,
  flags: { ...ENDPOINT_FLAGS, all: { type: 'boolean' } },

  run: async (words, terminal) => {
    if (words.positionals.length > 0)
      throw new UsageError(`incidents takes no words, and got "${printable(words.positionals[0] ?? '', 40)}"`);
    const api = await openWatchApi(words, terminal);
    const known = await everyIncident(api);
    const shown = words.has('all') ? known : known.filter(({ acknowledged }) => acknowledged === undefined);
    const lines = words.has('json')
      ? [JSON.stringify({ incidents: shown }, null, 2)]
      : render(shown, known.length - shown.length, { terminal, zone: api.zone });
    for (const line of lines) terminal.print(line);
    return EXIT.pass;
  },
};

function render(incidents: readonly IncidentView[], hidden: number, shown: IncidentScreen): readonly string[] {
  const lines = incidents.flatMap((one) => incidentLines(one, shown));
  const rest = hidden === 0 ? '' : `; ${hidden} acknowledged (--all shows ${hidden === 1 ? 'it' : 'them'})`;
  const sum = incidents.length === 0 ? 'nothing stands that nobody has taken on' : count(incidents.length, 'incident');
  return [...lines, `${sum}${rest}`];
}

type Page = { readonly incidents: readonly IncidentView[]; readonly next: string | null };

/** A memory without an end is no memory: so many pages are more than any has. */
const MOST_PAGES = 1000;

async function everyIncident({ call }: WatchApi): Promise<readonly IncidentView[]> {
  const all: IncidentView[] = [];
  let from = '';
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { incidents: some, next } = (await call('GET', `/incidents?limit=1000${from}`)) as Page;
    all.push(...some);
    if (next === null) break;
    from = `&from=${encodeURIComponent(next)}`;
  }
  return all;
}
