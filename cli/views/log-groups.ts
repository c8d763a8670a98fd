/** What a whole log says: a line on all of it, then its groups, the most damaging first. */
import { causeText } from '../../shared/bounce/cause-texts.ts';
import { tagIn } from '../../shared/bounce/deciding.ts';
import type { LogGroup, LogReport } from '../../shared/bounce/whole-log/groups.ts';
import type { Examined } from '../../shared/diagnose/examine.ts';
import { printable, wrap } from '../../shared/model/text.ts';
import { paint, type Terminal } from '../terminal.ts';
import { LOG_WORDS } from './log-words.ts';
import { sided } from './right-edge.ts';

export type ShownGroup = { readonly group: LogGroup; readonly examined: Examined };
export type ShownLog = { readonly report: LogReport; readonly groups: readonly ShownGroup[] };

/** Groups with steps; what is behind them has a line each. */
export const MOST_BLOCKS = 10;
const MOST_LINES = 40;

/** The same refusal at another receiver asks for the same steps: a line says enough of it. */
export function withOwnSteps(groups: readonly ShownGroup[]): readonly ShownGroup[] {
  const seen = new Set<string>();
  return groups.filter(({ group: { diagnosis } }) => {
    const same = JSON.stringify([diagnosis.rule, diagnosis.ip ?? diagnosis.sentFrom, diagnosis.listedBy]);
    return !seen.has(same) && seen.add(same) !== undefined;
  });
}

export function logSummary({ report }: ShownLog, { language, width }: Terminal): readonly string[] {
  const { lines, refusals, groups, delivered } = report;
  return [...wrap(LOG_WORDS[language].summary({ lines, refusals, groups: groups.length, delivered }), width, ''), ''];
}

/** `60 x S3140 at Outlook.com for 203.0.113.9`. */
export function groupHead({ count, receiver, diagnosis }: LogGroup, { language }: Terminal): string {
  const { ip, sentFrom, enhancedCode, smtpCode } = diagnosis;
  const code = tagIn(diagnosis) ?? enhancedCode ?? (smtpCode === undefined ? undefined : String(smtpCode));
  return printable(LOG_WORDS[language].head({ count, code, receiver, ip: ip ?? sentFrom }), 200);
}

/** When and how often, whom, and what else the same log shows. */
export function groupFacts(group: LogGroup, terminal: Terminal, isVerbose: boolean): readonly string[] {
  const words = LOG_WORDS[terminal.language];
  const { recipients, examples, refusedBy, deliveredElsewhere, firstSeen, lastSeen } = group;
  const texts = [
    firstSeen === undefined || lastSeen === undefined ? '' : words.seen(firstSeen, lastSeen, group.attempts),
    group.deliveredLater > 0 ? words.deliveredLater(group.deliveredLater) : '',
    recipients.length === 0 ? '' : words.recipients(recipients.join(', ')),
    refusedBy.length > 0 ? words.refusedBy(refusedBy.length, refusedBy.slice(0, 5).join(', ')) : '',
    refusedBy.length === 0 && deliveredElsewhere > 0 ? words.deliveredElsewhere(deliveredElsewhere) : '',
    ...(isVerbose ? examples : []),
  ];
  return texts.filter((text) => text !== '').flatMap((text) => wrap(printable(text, 600), terminal.width, '  '));
}

/** The groups behind those with steps, a line each. */
export function groupLines(groups: readonly LogGroup[], terminal: Terminal): readonly string[] {
  const words = LOG_WORDS[terminal.language];
  const shown = groups.slice(0, MOST_LINES);
  const left = groups.length - shown.length;
  return [
    ...shown.flatMap((group) => {
      const word = causeText(group.diagnosis)[terminal.language];
      return sided({ text: groupHead(group, terminal), word, indent: '' }, terminal, (text) =>
        paint(terminal, 'dim', text),
      );
    }),
    ...(left > 0 ? [words.more(left)] : []),
  ];
}
