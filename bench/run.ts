/**
 * `npm run bench`: every section beside its peers, in one run on this machine. Machines differ and are noisy: quote the ratios.
 * A section's name as an argument runs that one alone.
 */
import { benchBounce } from './bounce.ts';
import { benchDns } from './dns.ts';
import { benchFunctions } from './functions.ts';
import { benchLarge } from './large.ts';
import { benchLookups } from './lookups.ts';
import { benchSpf } from './spf.ts';

const SECTIONS: Readonly<Record<string, () => Promise<unknown>>> = {
  functions: benchFunctions,
  dns: benchDns,
  spf: benchSpf,
  bounce: benchBounce,
  lookups: benchLookups,
  large: () => benchLarge(),
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => SECTIONS[name] === undefined);
if (unknown !== undefined) {
  console.error(`there is no section "${unknown}"; there are ${Object.keys(SECTIONS).join(', ')}`);
  process.exitCode = 64;
} else {
  for (const [name, section] of Object.entries(SECTIONS))
    if (wanted.length === 0 || wanted.includes(name)) await section();
}
