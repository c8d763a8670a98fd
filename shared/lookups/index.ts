/** Every lookup: a new one is one file here and one line below. */
import { a } from './a.ts';
import { aaaa } from './aaaa.ts';
import { caa } from './caa.ts';
import { cname } from './cname.ts';
import { mx } from './mx.ts';
import { ns } from './ns.ts';
import type { LookupCommand } from './parts/command.ts';
import { ptr } from './ptr.ts';
import { soa } from './soa.ts';
import { txt } from './txt.ts';

export const LOOKUPS: readonly LookupCommand[] = [mx, a, aaaa, cname, txt, ns, soa, ptr, caa];
