/** Open incidents for programs. */
import type { IncidentView } from '../../shared/http/watch-view.ts';
import { worstStatus } from '../../shared/model/finding.ts';
import type { Language } from '../../shared/model/language.ts';
import { count } from '../../shared/model/text.ts';
import { SEVERITIES } from '../choices.ts';
import { EXIT } from '../command.ts';
import { csvLine, jsonText, monitoringLines } from '../format.ts';

export const incidentJsonLines = (incidents: readonly IncidentView[]): readonly string[] =>
  incidents.map((one) => jsonText(one));

const HEADING = 'id,target,subject,finding,severity,status,since,acknowledged_by,acknowledged_until,summary';

export const incidentCsv = (incidents: readonly IncidentView[]): readonly string[] => [
  HEADING,
  ...incidents.map(({ id, target, subject, finding, severity, status, since, acknowledged, summary }) => {
    const { by = '', until = null } = acknowledged ?? {};
    return csvLine([id, target, subject, finding, severity, status, since, by, until ?? '', summary]);
  }),
];

/** By the worst that is open. */
export const incidentsExit = (incidents: readonly IncidentView[]): number =>
  incidents.length === 0 ? EXIT.pass : EXIT[worstStatus(incidents.map(({ status }) => status))];

type MonitoringWords = { readonly none: string; readonly open: (all: number, first: string) => string };

const MONITORING: Readonly<Record<Language, MonitoringWords>> = {
  en: {
    none: 'no open incidents',
    open: (all, first) => `${count(all, 'open incident')}: ${first}${all > 1 ? ` (and ${all - 1} more)` : ''}`,
  },
  ko: {
    none: '미해소 인시던트가 없습니다.',
    open: (all, first) => `미해소 인시던트 ${all}건: ${first}${all > 1 ? ` 외 ${all - 1}건` : ''}`,
  },
};

/** `hidden`: acknowledged, and not among them. */
export function incidentMonitoring(
  incidents: readonly IncidentView[],
  hidden: number,
  language: Language,
): readonly string[] {
  const words = MONITORING[language];
  const exit = incidentsExit(incidents);
  const of = (severity: string): number => incidents.filter((one) => one.severity === severity).length;
  const [first] = incidents.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  const line = ({ target, finding, summary }: IncidentView): string => `${target} ${finding}: ${summary}`;
  return monitoringLines({
    exit,
    text: first === undefined ? words.none : words.open(incidents.length, line(first)),
    measured: {
      open: incidents.length,
      ...Object.fromEntries(SEVERITIES.map((severity) => [severity, of(severity)])),
      acknowledged: hidden,
    },
    more: incidents.filter((one) => one !== first).map((one) => `${one.severity} ${line(one)}`),
  });
}
