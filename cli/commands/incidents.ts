import type { IncidentView } from '../../shared/http/watch-view.ts';
import { count } from '../../shared/model/text.ts';
import { type CommandCode, EXIT } from '../command.ts';
import { type IncidentScreen, incidentLines } from '../views/incident.ts';
import { openWatchApi, type WatchApi } from '../watch-api.ts';

export const incidents: CommandCode = {
  run: async (words, terminal) => {
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
