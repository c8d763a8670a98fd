import { writeFileSync } from 'node:fs';
import { systemClock } from '../../adapters/local/clock.ts';
import { MemoryRefused } from '../../adapters/local/memory-file.ts';
import { localPage } from '../../adapters/local/page.ts';
import { printPdf } from '../../adapters/local/pdf.ts';
import { readPeriod } from '../../adapters/local/period.ts';
import { createRuntime } from '../../adapters/runtime.ts';
import { WatchUnavailable } from '../../shared/http/ports.ts';
import { notZone } from '../../shared/model/input-words.ts';
import { within } from '../../shared/model/language.ts';
import { parseTargetKey } from '../../shared/model/scope.ts';
import { printable } from '../../shared/model/text.ts';
import { isZone, readDuration } from '../../shared/model/time-input.ts';
import { viewOf } from '../../shared/report/frame.ts';
import { type PeriodReport, periodReport } from '../../shared/report/period-report.ts';
import { type CommandCode, EXIT, Refused, UsageError, type Words } from '../command.ts';
import { jsonDocument } from '../format.ts';
import {
  NO_CHROMIUM_FOR_PDF,
  NO_REPORT_FORM,
  nothingOnTarget,
  pdfFailed,
  reportExists,
  reportNotWritten,
  reportWritten,
} from '../report-words.ts';
import { memoryOf, orThrow, readOptions } from '../runtime.ts';
import { screenZone, type Terminal } from '../terminal.ts';
import { reportCsv, reportDocument } from '../views/report.ts';

const SINCE = '30d';
const FILES = ['html', 'pdf', 'csv'] as const;

export const report: CommandCode = {
  run: async (words, terminal) => {
    const asked = FILES.filter((form) => words.text(form) !== undefined);
    if (asked.length === 0 && !words.has('json')) throw new UsageError(NO_REPORT_FORM);
    const { made, html } = await reportOf(words, terminal);
    const { target } = made;
    if (target !== null && made.problems.length + made.history.length + made.memory.states.length === 0)
      throw new Refused(nothingOnTarget(target), EXIT.warn);
    for (const form of asked) {
      const file = words.text(form) ?? '';
      const content = form === 'html' ? await html() : form === 'csv' ? reportCsv(made) : await pdfOf(await html());
      write(file, content);
      terminal.complain(`postwatch: ${reportWritten(printable(file, 300))[terminal.language]}`);
    }
    if (words.has('json')) terminal.print(jsonDocument(reportDocument(made)));
    return EXIT.pass;
  },
};

async function reportOf(words: Words, terminal: Terminal) {
  const options = await readOptions(words);
  const { notices } = options.settings;
  const zone = words.text('zone') ?? screenZone(notices.zone, terminal);
  if (!isZone(zone)) throw new UsageError(within('--zone', notZone(printable(zone, 60))));
  const since = orThrow(readDuration(words.text('since') ?? SINCE), '--since');
  const given = words.text('target');
  const target = given === undefined ? null : orThrow(parseTargetKey(given), '--target');
  const runtime = orThrow(createRuntime(options));
  runtime.close();
  const file = memoryOf(options, terminal);
  const now = systemClock.now();
  const { memory, lists, hosts } = localPage({ memory: file, runtime, clock: systemClock, zone });
  const period = { from: now - since, to: now };
  const made: PeriodReport = await refusing(async () => ({
    period,
    target,
    lists,
    memory: await memory(target),
    ...readPeriod(file, period, target),
  }));
  const { language } = terminal;
  const view = viewOf({ chosen: null, language, now, zone, path: '/', query: {}, canAct: false, hosts, isFile: true });
  return { made, html: async () => String(await periodReport(made, view)) };
}

async function refusing<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof MemoryRefused || error instanceof WatchUnavailable)
      throw new Refused(error.text, EXIT.unknown);
    throw error;
  }
}

async function pdfOf(html: string): Promise<Uint8Array> {
  const printed = await printPdf(html);
  if (printed.kind === 'printed') return printed.pdf;
  throw new Refused(
    printed.kind === 'absent' ? NO_CHROMIUM_FOR_PDF : pdfFailed(printable(printed.detail, 200)),
    EXIT.unknown,
  );
}

/** Evidence and names are in it: nobody else may read it, and nothing is overwritten by mistake. */
function write(file: string, content: string | Uint8Array): void {
  try {
    writeFileSync(file, content, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    const shown = printable(file, 300);
    throw new Refused(code === 'EEXIST' ? reportExists(shown) : reportNotWritten(shown, code), EXIT.unknown);
  }
}
