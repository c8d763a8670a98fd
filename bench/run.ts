/**
 * `npm run bench`: every section beside its peers, in one run on this machine. Machines differ and are noisy: quote the ratios.
 * A section's name as an argument runs that one alone; `goals` runs those that judge one, and writes the page.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { benchBounce } from './bounce.ts';
import { benchChecks } from './checks.ts';
import { benchCli } from './cli.ts';
import { benchDns } from './dns.ts';
import { benchFirstCall } from './first-call.ts';
import { benchFunctions } from './functions.ts';
import { benchLarge } from './large.ts';
import { benchLogs } from './logs.ts';
import { benchLookups } from './lookups.ts';
import { benchPage } from './page.ts';
import { benchSpf } from './spf.ts';
import { type Measured, resultsPage } from './support/goals.ts';
import { benchSynth } from './synth.ts';

/** Those that judge a goal of `results.md`. */
const JUDGED: Readonly<Record<string, () => Promise<readonly Measured[]>>> = {
  cli: benchCli,
  checks: benchChecks,
  dns: benchDns,
  logs: benchLogs,
  functions: benchFunctions,
  'first-call': benchFirstCall,
  page: benchPage,
};

const SECTIONS: Readonly<Record<string, () => Promise<unknown>>> = {
  spf: benchSpf,
  bounce: benchBounce,
  lookups: benchLookups,
  large: () => benchLarge(),
  synth: benchSynth,
};

const GOALS_ALONE = 'goals';

const words = process.argv.slice(2);
const wanted = words.flatMap((word) => (word === GOALS_ALONE ? Object.keys(JUDGED) : [word]));
const all = [...Object.keys(JUDGED), ...Object.keys(SECTIONS)];
const unknown = wanted.find((name) => !all.includes(name));
if (unknown !== undefined) {
  console.error(`there is no section "${unknown}"; there are ${[GOALS_ALONE, ...all].join(', ')}`);
  process.exitCode = 64;
} else {
  const isWanted = ([name]: readonly [string, unknown]): boolean => wanted.length === 0 || wanted.includes(name);
  const measured: Measured[] = [];
  for (const [, section] of Object.entries(JUDGED).filter(isWanted)) measured.push(...(await section()));
  for (const [, section] of Object.entries(SECTIONS).filter(isWanted)) await section();
  const page = resultsPage(measured, new Date().toISOString().slice(0, 10));
  // A section alone leaves the page as the last whole run wrote it.
  if (wanted.length === 0 || words.includes(GOALS_ALONE))
    writeFileSync(path.join(import.meta.dirname, 'results.md'), page);
  console.log(page);
}
