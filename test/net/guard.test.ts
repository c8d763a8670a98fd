import { describe, expect, it } from 'vitest';
import { publicOnly } from '../../shared/net/guard.ts';
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
    expect(publicOnly(host)).toContain(why);
  });

  it.each(['8.8.8.8', '1.1.1.1', '198.17.255.255', '198.20.0.1', '2001:4860:4860::8888', '::ffff:8.8.8.8'])(
    'lets %s pass',
    (host) => {
      expect(publicOnly(host)).toBeNull();
    },
  );
});

describe('createNet', () => {
  const net = createNet(fakeClock(), publicOnly);
  const events = { packet: () => {}, failed: () => {} };

  it('opens no socket to a refused destination that data named, though its caller forgot to ask', () => {
    expect(() => net.udp({ host: '127.0.0.1', port: 53 }, 'data', events)).toThrow('loopback');
    expect(() => net.tcp({ host: '169.254.169.254', port: 80 }, 'data', Buffer.alloc(1), 10)).toThrow('link-local');
    expect(net.refuses('10.0.0.1')).toContain('private');
  });

  it('the operator’s own resolver may be anywhere', () => {
    net.udp({ host: '127.0.0.1', port: 53 }, 'operator', events).close();
  });
});
