import type { IncidentView } from '../../shared/http/watch-view.ts';
import type { OutputFormat } from '../choices.ts';
import { everyIncident, readChoice } from '../choose-incidents.ts';
import { type CommandCode, EXIT } from '../command.ts';
import { jsonDocument, readFormat, terminalFor } from '../format.ts';
import { screenZone } from '../terminal.ts';
import { type IncidentScreen, incidentLines, incidentSum } from '../views/incident.ts';
import { incidentCsv, incidentJsonLines, incidentMonitoring, incidentsExit } from '../views/incident-formats.ts';
import { openWatchApi } from '../watch-api.ts';

export const incidents: CommandCode = {
  run: async (words, terminal) => {
    const format = readFormat(words);
    const choose = readChoice(words);
    const { on, kept } = terminalFor(format, terminal);
    const api = await openWatchApi(words, on);
    const known = choose(await everyIncident(api));
    const shown = words.has('all') ? known : known.filter(({ acknowledged }) => acknowledged === undefined);
    const hidden = known.length - shown.length;
    for (const line of linesOf(format, shown, hidden, { terminal, zone: screenZone(api.zone, terminal) }))
      terminal.print(line);
    for (const line of kept) terminal.print(line);
    return format === 'nagios' ? incidentsExit(shown) : EXIT.pass;
  },
};

function linesOf(
  format: OutputFormat,
  shown: readonly IncidentView[],
  hidden: number,
  screen: IncidentScreen,
): readonly string[] {
  switch (format) {
    case 'json':
      return [jsonDocument({ incidents: shown })];
    case 'jsonl':
      return incidentJsonLines(shown);
    case 'csv':
      return incidentCsv(shown);
    case 'nagios':
      return incidentMonitoring(shown, hidden, screen.terminal.language);
    case 'table':
      return render(shown, hidden, screen);
  }
}

function render(incidents: readonly IncidentView[], hidden: number, shown: IncidentScreen): readonly string[] {
  const lines = incidents.flatMap((one) => incidentLines(one, shown));
  return [...lines, ...incidentSum(incidents.length, hidden, shown.terminal)];
}
