import { describe, expect, it } from 'vitest';
import { createGuard, publicOnly, USUAL_PORTS } from '../../shared/net/guard.ts';
import { createNet } from '../../shared/net/net.ts';
import { fakeClock } from '../support/clock.ts';

const REFUSED: readonly (readonly [string, string])[] = [
  ['127.0.0.1', 'loopback'],
  ['127.255.255.254', 'loopback'],
  ['0.0.0.0', 'unspecified'],
  ['10.0.0.1', 'private'],
  ['172.16.0.1', 'private'],
  ['172.31.255.255', 'private'],
  ['192.168.1.1', 'private'],
  ['169.254.169.254', 'link-local'],
  ['100.64.0.1', 'carrier-grade'],
  ['168.63.129.16', "the cloud's own service"],
  ['::ffff:168.63.129.16', "the cloud's own service"],
  ['224.0.0.251', 'multicast'],
  ['240.0.0.1', 'reserved'],
  ['255.255.255.255', 'broadcast'],
  ['192.0.2.1', 'documentation'],
  ['198.51.100.1', 'documentation'],
  ['203.0.113.1', 'documentation'],
  ['198.18.0.1', 'benchmark'],
  ['::', 'unspecified'],
  ['::1', 'loopback'],
  ['::ffff:127.0.0.1', 'loopback'],
  ['::ffff:169.254.169.254', 'link-local'],
  ['::ffff:7f00:1', 'loopback'],
  ['64:ff9b::7f00:1', 'embedded'],
  ['2002:7f00:1::', '6to4'],
  ['2002:a9fe:a9fe::1', '6to4'],
  ['2001:0:4136:e378:8000:63bf:3fff:fdd2', 'Teredo'],
  ['::127.0.0.1', 'not a global unicast'],
  ['::a9fe:a9fe', 'not a global unicast'],
  ['::ffff:0:127.0.0.1', 'IPv4-translated'],
  ['64:ff9b:1::1', 'embedded'],
  ['64:ff9b::169.254.169.254', 'embedded'],
  ['fec0::1', 'SiteLocal'],
  ['fe80::1', 'link-local'],
  ['fd00:ec2::254', 'unique local'],
  ['ff02::1', 'multicast'],
  ['2001:db8::1', 'documentation'],
  ['fe80::1%eth0', 'not an IPv4 or IPv6 address'],
  ['localhost', 'not an IPv4 or IPv6 address'],
  ['example.com', 'not an IPv4 or IPv6 address'],
  ['0x7f.1', 'not an IPv4 or IPv6 address'],
  ['2130706433', 'not an IPv4 or IPv6 address'],
  ['127.1', 'not an IPv4 or IPv6 address'],
  ['0177.0.0.1', 'not an IPv4 or IPv6 address'],
  ['', 'not an IPv4 or IPv6 address'],
];

describe('publicOnly', () => {
  it.each(REFUSED)('refuses %s: %s', (host, why) => {
    expect(publicOnly({ host, port: 25 })?.en).toContain(why);
  });

  it.each(REFUSED.filter(([, why]) => !why.startsWith('not an IPv4')))('says in Korean why it refuses %s', (host) => {
    expect(publicOnly({ host, port: 25 })?.ko).toMatch(/[가-힣]/);
  });

  it.each(['8.8.8.8', '1.1.1.1', '198.17.255.255', '198.20.0.1', '2001:4860:4860::8888', '::ffff:8.8.8.8'])(
    'allows %s',
    (host) => {
      expect(publicOnly({ host, port: 25 })).toBeNull();
    },
  );
});

describe('createGuard', () => {
  it('allows known ports, and no others', () => {
    for (const port of USUAL_PORTS) expect(publicOnly({ host: '8.8.8.8', port })).toBeNull();
    for (const port of [0, 22, 2375, 3306, 5432, 6379, 8080, 9200, 65_536])
      expect(publicOnly({ host: '8.8.8.8', port })?.en).toContain(`do not connect to port ${port} `);
  });

  it('allows the ports of the settings instead', () => {
    const guard = createGuard({ ports: [2525] });
    expect(guard({ host: '8.8.8.8', port: 2525 })).toBeNull();
    expect(guard({ host: '8.8.8.8', port: 25 })?.en).toContain('port 25');
    expect(guard({ host: '127.0.0.1', port: 2525 })?.en).toContain('loopback');
  });

  it('allows exactly the endpoints that were named, and nothing beside them', () => {
    const guard = createGuard({ allowed: [{ host: '127.0.0.1', port: 4025 }] });
    expect(guard({ host: '127.0.0.1', port: 4025 })).toBeNull();
    expect(guard({ host: '::ffff:127.0.0.1', port: 4025 })).toBeNull();
    expect(guard({ host: '127.0.0.1', port: 25 })?.en).toContain('loopback');
    expect(guard({ host: '127.0.0.2', port: 4025 })?.en).toContain('loopback');
  });
});

describe('createNet', () => {
  const net = createNet(fakeClock(), publicOnly);
  const events = { packet: () => {}, failed: () => {} };

  it('opens no socket to a refused destination from data, even if the caller did not check', () => {
    expect(() => net.udp({ host: '127.0.0.1', port: 53 }, 'data', events)).toThrow('loopback');
    expect(() => net.tcp({ host: '169.254.169.254', port: 80 }, 'data', Buffer.alloc(1), 10)).toThrow('link-local');
    expect(net.refuses({ host: '10.0.0.1', port: 53 })?.en).toContain('private');
  });

  it('allows any address for the operator’s own resolver', () => {
    net.udp({ host: '127.0.0.1', port: 53 }, 'operator', events).close();
  });
});
