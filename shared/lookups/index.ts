/** Every lookup: a new one is one file here and one line below. */
import { a } from './a.ts';
import { aaaa } from './aaaa.ts';
import { arin } from './arin.ts';
import { bimi } from './bimi.ts';
import { blacklist } from './blacklist.ts';
import { caa } from './caa.ts';
import { cname } from './cname.ts';
import { dkim } from './dkim.ts';
import { dmarc } from './dmarc.ts';
import { dns } from './dns.ts';
import { http } from './http.ts';
import { https } from './https.ts';
import { mtaSts } from './mta-sts.ts';
import { mx } from './mx.ts';
import { ns } from './ns.ts';
import type { LookupCommand } from './parts/command.ts';
import { ping } from './ping.ts';
import { ptr } from './ptr.ts';
import { smtp } from './smtp.ts';
import { soa } from './soa.ts';
import { spf } from './spf.ts';
import { tcp } from './tcp.ts';
import { tlsRpt } from './tls-rpt.ts';
import { trace } from './trace.ts';
import { txt } from './txt.ts';
import { whois } from './whois.ts';

/** In the order of `lookup help`. */
export const LOOKUPS: readonly LookupCommand[] = [
  ...[blacklist, smtp, mx, a, spf, txt, cname, soa, ptr, dns, whois, arin, tcp, http, https, ping, trace],
  ...[dkim, dmarc, mtaSts, tlsRpt, bimi, aaaa, ns, caa],
];
