/** Every lookup: a new one is one file here and one line below. */
import { bimi } from './bimi/bimi.ts';
import { blacklist } from './checks/blacklist.ts';
import { spfLookup } from './checks/spf.ts';
import type { LookupCommand } from './core/command.ts';
import { dns } from './delegation/dns.ts';
import { ns } from './delegation/ns.ts';
import { soa } from './delegation/soa.ts';
import { dkim } from './dkim/dkim.ts';
import { dmarc } from './dmarc/dmarc.ts';
import { mtaSts } from './policies/mta-sts.ts';
import { tlsRpt } from './policies/tls-rpt.ts';
import { ping } from './reach/ping.ts';
import { tcp } from './reach/tcp.ts';
import { trace } from './reach/trace.ts';
import { a } from './records/a.ts';
import { aaaa } from './records/aaaa.ts';
import { caa } from './records/caa.ts';
import { cname } from './records/cname.ts';
import { mx } from './records/mx.ts';
import { ptr } from './records/ptr.ts';
import { txt } from './records/txt.ts';
import { arin } from './registries/arin.ts';
import { whois } from './registries/whois.ts';
import { smtp } from './smtp/smtp.ts';
import { http } from './web/http.ts';
import { https } from './web/https.ts';

/** In the order of `lookup help`. */
export const LOOKUPS: readonly LookupCommand[] = [
  blacklist,
  smtp,
  mx,
  a,
  spfLookup,
  txt,
  cname,
  soa,
  ptr,
  dns,
  whois,
  arin,
  tcp,
  http,
  https,
  ping,
  trace,
  dkim,
  dmarc,
  mtaSts,
  tlsRpt,
  bimi,
  aaaa,
  ns,
  caa,
];
