/** The lists of the bench on the project's own server, where `rbldnsd` is not installed. Prints its port. */
import { startDnsServer } from '../../cli/sandbox/dns-server.ts';
import { isListed, ZONES } from './dns-world.ts';

const soa = {
  mname: 'ns.bench.test',
  rname: 'hostmaster.bench.test',
  serial: 1,
  refresh: 600,
  retry: 300,
  expire: 86_400,
  minimum: 300,
};

const server = await startDnsServer({
  behaviour: ({ name }) => {
    const [d, c, , , ...zone] = name.split('.');
    const index = ZONES.indexOf(zone.join('.'));
    if (index < 0) return { rcode: 'REFUSED' };
    if (isListed(Number(c) * 256 + Number(d), index)) return { answers: [{ name, type: 'A', data: '127.0.0.2' }] };
    return { rcode: 'NXDOMAIN', authority: [{ name: zone.join('.'), type: 'SOA', data: soa }] };
  },
});
console.log(server.port);
