/** Every command, in the order of the overview. */
import type { Command } from '../command.ts';
import { ack } from './ack.ts';
import { check } from './check.ts';
import { diagnoseCommand } from './diagnose.ts';
import { history } from './history.ts';
import { incidents } from './incidents.ts';
import { init } from './init.ts';
import { lists } from './lists.ts';
import { lookupCommand } from './lookup.ts';
import { notices } from './notices.ts';
import { reverseDns } from './reverse-dns.ts';
import { sandbox } from './sandbox.ts';
import { serve } from './serve.ts';
import { snooze } from './snooze.ts';
import { spfCommand } from './spf.ts';
import { watch } from './watch.ts';

export const COMMANDS: readonly Command[] = [
  check,
  lookupCommand,
  spfCommand,
  diagnoseCommand,
  reverseDns,
  lists,
  watch,
  incidents,
  ack,
  snooze,
  history,
  notices,
  serve,
  init,
  sandbox,
];
