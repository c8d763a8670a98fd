/** A small internet for the command line's tests, and the lists that live in it, in the shape of the contract. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type DnsServer, startDnsServer } from '../../cli/sandbox/dns-server.ts';
import { type Manners, resolverOf, type Zone } from '../../cli/sandbox/zones.ts';
import { isResolverControl } from '../support/dns-server.ts';

export const KEY = 'abcdefghijklmnopqrstuvwxyz';

/** As small as the contract allows: every other field of the catalogue is optional. */
export const list = (id: string, more: object = {}) => ({
  id,
  name: id,
  operator: 'Example',
  zone: `${id}.lists.example`,
  scope: ['ip4'],
  kind: 'block',
  severity: 'critical',
  access: 'open',
  codes: [
    { match: '127.0.0.2', means: 'spam', sublist: null, effect: 'listed' },
    { match: '127.0.0.10', means: 'dynamic range', sublist: null, effect: 'policy' },
  ],
  refusals: [],
  testListed: '127.0.0.2',
  testUnlisted: '127.0.0.1',
  testListed6: null,
  delistUrl: `https://lists.example/${id}`,
  status: 'active',
  ...more,
});

export const ZONE: Zone = {
  '1.113.0.203.in-addr.arpa': { PTR: ['mail.example.com'] },
  'mail.example.com': { A: ['203.0.113.1'] },
  '3.113.0.203.in-addr.arpa': { PTR: ['a3.example.com', 'b3.example.com'] },
  'a3.example.com': { A: ['203.0.113.3'] },
  'b3.example.com': { A: ['203.0.113.3'] },
  '4.113.0.203.in-addr.arpa': { PTR: ['mail4.example.com'] },
  'mail4.example.com': { A: ['203.0.113.4'] },
  'example.com': { TXT: ['v=spf1 ip4:203.0.113.1 -all'] },
  'soft.example.com': { TXT: ['v=spf1 ~all'] },
  'broken.example.com': { TXT: ['v=spf1 ip4:nonsense -all'] },
  '2.0.0.127.good.lists.example': { A: ['127.0.0.2'] },
  '4.113.0.203.good.lists.example': { A: ['127.0.0.2'], TXT: ['see \u001b[31mhttps://lists.example/why'] },
  '2.0.0.127.second.lists.example': { A: ['127.0.0.2'] },
  [`2.0.0.127.${KEY}.keyed.lists.example`]: { A: ['127.0.0.2'], TXT: [`your key is ${KEY}`] },
  [`4.113.0.203.${KEY}.keyed.lists.example`]: { A: ['127.0.0.2'], TXT: [`listed, asked with ${KEY}`] },
};

export const MANNERS: Manners = {
  'refusing.lists.example': ({ name, type }) => ({ answers: [{ name, type, data: '127.255.255.254' }] }),
  'mute.lists.example': 'mute',
};

export type CliWorld = {
  readonly server: DnsServer;
  readonly resolver: string;
  /** Questions that reached the server. */
  readonly asked: string[];
  readonly folder: string;
  readonly file: (name: string, content: unknown) => string;
  readonly close: () => Promise<void>;
};

export async function cliWorld(): Promise<CliWorld> {
  const asked: string[] = [];
  const answer = resolverOf(() => ZONE, MANNERS);
  const server = await startDnsServer({
    behaviour: (question, via) => {
      if (!isResolverControl(question)) asked.push(`${question.type} ${question.name}`);
      return answer(question, via);
    },
  });
  const folder = mkdtempSync(path.join(tmpdir(), 'postwatch-cli-'));
  return {
    server,
    resolver: `127.0.0.1:${server.port}`,
    asked,
    folder,
    file: (name, content) => {
      const at = path.join(folder, name);
      writeFileSync(at, typeof content === 'string' ? content : JSON.stringify(content), { mode: 0o600 });
      return at;
    },
    close: async () => {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
