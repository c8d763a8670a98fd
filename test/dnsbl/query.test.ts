import { describe, expect, it } from 'vitest';
import type { Family, List } from '../../shared/dnsbl/list.ts';
import { accessTo, controlsOf } from '../../shared/dnsbl/query.ts';
import { questionName } from '../../shared/dnsbl/question.ts';
import { appliesTo } from '../../shared/dnsbl/scope.ts';
import { address, addressRange } from '../../shared/model/address.ts';
import { dice, domain, ip, list } from './worlds.ts';

describe('the name in a question to a list', () => {
  it.each([
    ['192.0.2.99', '99.2.0.192.bl.example'],
    ['2001:db8::25', '5.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.bl.example'],
    // An IPv4-mapped address is asked as the IPv4 address it is; as nibbles it could never match.
    ['::ffff:192.0.2.99', '99.2.0.192.bl.example'],
  ])('of %s is %s', (text, name) => {
    expect(questionName(list({ scope: ['ip4', 'ip6'] }), ip(text))).toBe(name);
  });

  it('is the domain itself, or its registrable part where the operator lists no host names', () => {
    const target = domain('mail.news.example.co.uk');
    expect(questionName(list({ scope: ['domain'] }), target)).toBe('mail.news.example.co.uk.bl.example');
    expect(questionName(list({ scope: ['domain'], ask: 'organisational' }), target)).toBe('example.co.uk.bl.example');
  });

  it('has a mark where the key goes', () => {
    expect(questionName(list({ zone: '{key}.zen.example' }), ip('192.0.2.1'))).toBe('1.2.0.192.$KEY.zen.example');
  });

  it.each<[Family[], boolean, boolean, boolean]>([
    [['ip4'], true, false, false],
    [['ip6'], false, true, false],
    [['domain'], false, false, true],
    [['ip4', 'ip6'], true, true, false],
    [['ip4', 'domain'], true, false, true],
    [[], false, false, false],
  ])('is for targets in the scope %j: IPv4 %s, IPv6 %s, domain %s', (scope, four, six, name) => {
    const of = list({ scope });
    expect([ip('192.0.2.1'), ip('2001:db8::1'), domain('example.com')].map((target) => appliesTo(of, target))).toEqual([
      four,
      six,
      name,
    ]);
    expect(appliesTo(of, ip('::ffff:192.0.2.1'))).toBe(four);
  });
});

describe('the controls of a list', () => {
  const names = (of: Partial<List>, family: Family, role: string) => {
    const { before, after } = controlsOf(list(of), family, dice(), new Set());
    return [...before, ...after]
      .filter((control) => control.role === role)
      .map(({ name, verified }) => `${name.replace('.bl.example', '')} ${verified}`);
  };
  const TWENTY = '0.'.repeat(20).slice(0, -1);
  const undocumented = { testListed: undefined, testUnlisted: undefined } as unknown as Partial<List>;

  it.each<[string, Partial<List>, Family, string | null, string | null]>([
    ['documented', {}, 'ip4', '2.0.0.127 true', '1.0.0.127 true'],
    ['RFC 5782, untested', undocumented, 'ip4', '2.0.0.127 false', '1.0.0.127 false'],
    ['its own', { testListed: '127.0.0.4' }, 'ip4', '4.0.0.127 true', '1.0.0.127 true'],
    ['none', { testListed: 'none', testUnlisted: 'none' }, 'ip4', null, null],
    [
      'IPv6, untested',
      undocumented,
      'ip6',
      `2.0.0.0.0.0.f.7.f.f.f.f.${TWENTY} false`,
      `1.0.0.0.0.0.f.7.f.f.f.f.${TWENTY} false`,
    ],
    // The IPv4 entry says nothing about IPv6.
    [
      'IPv6 of an IPv4 list',
      {},
      'ip6',
      `2.0.0.0.0.0.f.7.f.f.f.f.${TWENTY} false`,
      `1.0.0.0.0.0.f.7.f.f.f.f.${TWENTY} false`,
    ],
    [
      'IPv6, documented',
      { testListed6: '::ffff:7f00:2' },
      'ip6',
      `2.0.0.0.0.0.f.7.f.f.f.f.${TWENTY} true`,
      `1.0.0.0.0.0.f.7.f.f.f.f.${TWENTY} false`,
    ],
    [
      'IPv6, its own',
      { testListed6: '::FFFF:7F00:4' },
      'ip6',
      `4.0.0.0.0.0.f.7.f.f.f.f.${TWENTY} true`,
      `1.0.0.0.0.0.f.7.f.f.f.f.${TWENTY} false`,
    ],
    ['IPv6 none', { testListed: 'none', testUnlisted: 'none' }, 'ip6', null, null],
    ['names, untested', undocumented, 'domain', 'test false', 'invalid false'],
    ['names of a mixed list', {}, 'domain', 'test false', 'invalid false'],
    [
      'names, documented',
      { testListed: '_DNSBL_.test', testUnlisted: 'INVALID' },
      'domain',
      '_dnsbl_.test true',
      'invalid true',
    ],
    [
      'addresses of a list with a name entry',
      { testListed: 'test.example' },
      'ip4',
      '2.0.0.127 false',
      '1.0.0.127 true',
    ],
  ])('are its test entries: %s', (_what, of, family, positive, negative) => {
    expect(names(of, family, 'positive')).toEqual(positive === null ? [] : [positive, positive]);
    expect(names(of, family, 'negative')).toEqual(negative === null ? [] : [negative]);
  });

  it.each<[Family, RegExp, number]>([
    ['ip4', /^\d+\.(2\.0\.192|100\.51\.198|113\.0\.203) true$/, 3],
    ['ip6', /^([0-9a-f]\.){24}(8\.b\.d\.0\.1\.0\.0\.2|[0-9a-f]\.[0-9a-f]\.[0-9a-f]\.0\.f\.f\.f\.3) true$/, 3],
    ['domain', /^[a-z2-9]{16}\.com true$/, 2],
  ])(
    'for %s have probes too: a random label, an address without a host, one that never sends',
    (family, second, count) => {
      const [label, other, ...more] = names({}, family, 'probe');
      expect(more).toHaveLength(count - 2);
      expect(label).toMatch(/^[a-z2-9]{16} true$/);
      expect(other).toMatch(second);
      expect(other).not.toBe(label);
      // Not the same name twice: a cache may not answer for the list, nor a list learn the name.
      const later = controlsOf(list(), family, dice(7), new Set());
      expect([...later.before, ...later.after].map(({ name }) => name)).not.toContain(
        `${other!.replace(' true', '')}.bl.example`,
      );
    },
  );
});

const starts = Array.from({ length: 200 }, (_, index) => index * 7919 + 1);

describe('the unused address among the controls', () => {
  const ALL = ['.2.0.192.', '.100.51.198.', '.113.0.203.'];
  const probed = (start: number, targets: readonly string[]): string => {
    const asked = new Set(targets.map((text) => questionName(list(), ip(text))));
    return controlsOf(list(), 'ip4', dice(start), asked).after.find(({ space }) => space === 'unused')!.name;
  };

  it.each<[string[], string[]]>([
    [[], ALL],
    [['203.0.113.25'], ['.2.0.192.', '.100.51.198.']],
    [['192.0.2.25'], ['.100.51.198.', '.113.0.203.']],
    [['192.0.2.25', '198.51.100.7'], ['.113.0.203.']],
    [['192.0.2.25', '198.51.100.7', '203.0.113.1'], ALL],
  ])('is drawn from the networks that hold none of the targets %j', (targets, networks) => {
    const drawn = new Set(starts.map((start) => probed(start, targets).replace(/^\d+/, '').replace('bl.example', '')));
    expect([...drawn].sort()).toEqual([...networks].sort());
  });

  it.each<[string[]]>([[[]], [['203.0.113.25']], [['192.0.2.25', '198.51.100.7']]])(
    'has a second one in another network, beside the targets %j',
    (targets) => {
      const asked = new Set(targets.map((text) => questionName(list(), ip(text))));
      for (const start of starts) {
        const { name, again } = controlsOf(list(), 'ip4', dice(start), asked).after.find((one) => one.again)!;
        const networks = [name, again!].map((text) => ALL.find((network) => text.includes(network)));
        expect(new Set(networks)).toHaveProperty('size', 2);
        expect(networks).not.toContain(undefined);
      }
    },
  );

  it('is drawn for IPv6 from both documentation ranges', () => {
    const heads = starts.map((start) => {
      const { after } = controlsOf(list({ scope: ['ip6'] }), 'ip6', dice(start), new Set());
      return after
        .find(({ space }) => space === 'unused')!
        .name.split('.')
        .slice(0, 32)
        .reverse()
        .slice(0, 4)
        .join('');
    });
    expect([...new Set(heads)].sort()).toEqual(['2001', '3fff']);
  });
});

describe('the address that never sends, among the controls', () => {
  const silent = (family: Family, start: number, asked: readonly string[] = []) => {
    const of = list({ scope: ['ip4', 'ip6'] });
    const names = new Set(asked.map((text) => questionName(of, ip(text))));
    return controlsOf(of, family, dice(start), names).after.filter(({ space }) => space === 'silent');
  };

  it.each(['ip4', 'ip6'] as const)('is another public one each time: %s', (family) => {
    const drawn = new Set(starts.flatMap((start) => silent(family, start).map(({ name }) => name)));
    expect(drawn.size).toBe(6);
    for (const name of drawn) {
      const labels = name.replace('.bl.example', '').split('.').reverse();
      const text = family === 'ip4' ? labels.join('.') : labels.join('').replace(/(.{4})(?=.)/g, '$1:');
      expect(addressRange(address(text))).toEqual({ kind: 'public' });
    }
  });

  it('is none of the targets', () => {
    const roots = ['198.41.0.4', '192.5.5.241', '192.36.148.17', '193.0.14.129', '199.7.83.42'];
    const drawn = new Set(starts.flatMap((start) => silent('ip4', start, roots).map(({ name }) => name)));
    expect([...drawn]).toEqual(['33.27.12.202.bl.example']);
  });

  it('is for a domain list a name that could be registered', () => {
    expect(silent('domain', 1)).toEqual([]);
  });
});

describe('the access to a list', () => {
  it.each<[string, Partial<List>, Record<string, string>, string, RegExp]>([
    [
      'dead',
      { status: 'dead', died: '2024-06-05', why: 'emptied', supersededBy: 'other' },
      {},
      'closed',
      /has shut down \(2024-06-05\): emptied.*Its data is in other/,
    ],
    ['dead since nobody knows when', { status: 'dead' }, {}, 'closed', /Example list has shut down\./],
    [
      'no zone',
      { zone: null, lookupUrl: 'https://bl.example/' },
      {},
      'closed',
      /cannot be queried by DNS.*by hand: https:\/\/bl\.example\//,
    ],
    [
      'no key',
      { zone: '{key}.bl.example', operatorId: 'trendmicro' },
      {},
      'needs-key',
      /needs a key.*POSTWATCH_KEY_TRENDMICRO.*\/postwatch\/keys\/trendmicro/,
    ],
    ['another operator’s key', { zone: '{key}.bl.example' }, { spamhaus: 'abc' }, 'needs-key', /POSTWATCH_KEY_EXAMPLE/],
    ['a key with a space', { zone: '{key}.bl.example' }, { example: 'se cret' }, 'needs-key', /cannot be one/],
    ['a key with a dot', { zone: '{key}.bl.example' }, { example: 'se.cret' }, 'needs-key', /cannot be one/],
    ['a key too long', { zone: '{key}.bl.example' }, { example: 'x'.repeat(64) }, 'needs-key', /cannot be one/],
  ])('is refused with the reason and the next step: %s', (_what, of, keys, kind, text) => {
    const access = accessTo(list(of), keys);
    expect(access.kind).toBe(kind);
    if (access.kind === 'askable') throw new Error('askable');
    const { list: id, why, how } = access.notCovered;
    expect(id).toBe('bl');
    expect(`${why} ${how}`).toMatch(text);
    expect(`${why} ${how}`).not.toMatch(/se.cret|xxxx/);
  });

  it.each(['trendmicro', 'TREND_MICRO', 'trend_micro', 'trend-micro'])(
    'finds the key that is stored as %s',
    (stored) => {
      const access = accessTo(list({ zone: '{key}.bl.example', operatorId: 'trendmicro' }), { [stored]: 'secret' });
      expect(access).toEqual({ kind: 'askable', key: 'secret' });
    },
  );

  it('names the page of a free key', () => {
    const access = accessTo(list({ zone: '{key}.zen.example', operatorId: 'spamhaus' }), {});
    expect(access.kind === 'needs-key' && access.notCovered.how).toMatch(/free.*https?:\/\/www\.spamhaus\.org\//);
  });
});
