/** Every command, in the order of the overview. One file each says what it takes; its code is loaded when it runs. */
import type { Command } from '../command.ts';
import { ackManual } from './ack.ts';
import { checkManual } from './check.ts';
import { completionManual } from './completion.ts';
import { diagnoseManual } from './diagnose.ts';
import { helpManual } from './help.ts';
import { historyManual } from './history.ts';
import { incidentsManual } from './incidents.ts';
import { initManual } from './init.ts';
import { listsManual } from './lists.ts';
import { lookupManual } from './lookup.ts';
import { noticesManual } from './notices.ts';
import { reportManual } from './report.ts';
import { reverseDnsManual } from './reverse-dns.ts';
import { sandboxManual } from './sandbox.ts';
import { serveManual } from './serve.ts';
import { settingsManual } from './settings.ts';
import { snoozeManual } from './snooze.ts';
import { spfManual } from './spf.ts';
import { unackManual } from './unack.ts';
import { watchManual } from './watch.ts';

export const COMMANDS: readonly Command[] = [
  checkManual,
  lookupManual,
  spfManual,
  diagnoseManual,
  reverseDnsManual,
  listsManual,
  watchManual,
  incidentsManual,
  ackManual,
  unackManual,
  snoozeManual,
  historyManual,
  reportManual,
  noticesManual,
  serveManual,
  initManual,
  settingsManual,
  sandboxManual,
  completionManual,
  helpManual,
];
