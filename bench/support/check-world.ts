/**
 * The internet that the bench of the command line checks its sender in: every list proves itself and lists nobody, and the
 * sender's names are in order. In a process of its own, so that what it takes is not counted as the command's. Prints its port.
 */
import { startDnsServer } from '../../cli/sandbox/dns-server.ts';
import { resolverOf, type Zone } from '../../cli/sandbox/zones.ts';
import { LISTS } from '../../shared/dnsbl/lists.ts';
import { controlsOf, shownZone } from '../../shared/dnsbl/query.ts';
import { CHECKED } from './checked.ts';

const testEntries = LISTS.filter(({ zone, status }) => zone !== null && status === 'active').flatMap((list) => {
  const answer = list.codes.find(({ match }) => /^127\.\d+\.\d+\.\d+$/.test(match))?.match ?? '127.0.0.2';
  const positive = controlsOf(list, 'ip4', () => 0, new Set()).before.filter(({ role }) => role === 'positive');
  return [
    [shownZone(list), { SOA: [] }],
    ...positive.map(({ name }) => [name, { A: [answer], TXT: ['the test entry'] }]),
  ] as const;
});

const ZONE: Zone = {
  ...Object.fromEntries(testEntries),
  [CHECKED.reverseName]: { PTR: [CHECKED.name] },
  [CHECKED.name]: { A: [CHECKED.address] },
};

const server = await startDnsServer({ behaviour: resolverOf(() => ZONE, {}) });
console.log(server.port);
