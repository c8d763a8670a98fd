import { describe, expect, it } from 'vitest';
import { isOwnResolver } from '../../shared/dns/public-resolvers.ts';

const own = (...hosts: readonly string[]) => isOwnResolver(hosts.map((host) => ({ host, port: 53 })));

describe('a resolver of one’s own', () => {
  it.each([
    '8.8.8.8',
    '8.8.4.4',
    '2001:4860:4860::8844',
    '2001:4860:4860::6464',
    '1.1.1.1',
    '1.0.0.3',
    '2606:4700:4700::1001',
    '9.9.9.9',
    '149.112.112.112',
    '2620:fe::fe',
    '208.67.222.222',
    '208.67.220.123',
    '2620:119:35::35',
    '2620:0:ccd::2',
    '94.140.14.14',
    '2a10:50c0::ad1:ff',
    '185.228.168.9',
    '76.76.2.0',
    '45.90.28.77',
    '77.88.8.8',
    '2a02:6b8::feed:ff',
    '2a02:6b8:0:1::feed:ff',
    '64.6.64.6',
    '156.154.71.1',
    '4.2.2.2',
    '74.82.42.42',
    '223.5.5.5',
    '119.29.29.29',
    '114.114.114.114',
    '8.26.56.26',
    '86.54.11.1',
    '169.254.169.253',
    'fd00:ec2::253',
    '168.63.129.16',
    '169.254.169.254',
    '127.0.0.53',
    '127.0.0.54',
    '::ffff:8.8.8.8',
    'not an address',
  ])('is not %s', (host) => {
    expect(own(host)).toBe(false);
    // Questions go to each in turn.
    expect(own('10.0.0.2', host)).toBe(false);
  });

  it.each([
    '127.0.0.1',
    '::1',
    '10.0.0.2',
    '192.168.1.1',
    '203.0.113.53',
    '2001:db8::53',
    '8.8.8.9',
    '1.1.1.5',
    '9.9.9.13',
  ])('can be %s', (host) => expect(own(host)).toBe(true));

  it('is not assumed where no resolver is named', () => {
    expect(own()).toBe(false);
  });
});
