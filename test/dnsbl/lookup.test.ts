import { describe, expect, it } from 'vitest';
import type { Answer, Question } from '../../shared/dns/answer.ts';
import { type ListedTarget, lookupLists } from '../../shared/dnsbl/lookup.ts';
import { txt, zone } from '../support/zone.ts';
import { absent, addresses, domain, failed, ip, list, portsOf, ROOT_SERVER, scripted, waitingClock } from './worlds.ts';

const TEST = { '2.0.0.127.bl.example': { A: ['127.0.0.2'] } };
const kinds = (rows: readonly ListedTarget[]) =>
  rows.map(({ cells }) => cells.map(({ verdict }) => verdict.kind).join(' '));
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ip(`10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`));
/** What a question is: a control, a target, or the reason for a listing. */
const role = ({ name, type }: Question): string => {
  if (type === 'TXT') return 'txt';
  if (name.startsWith('2.0.0.127') || name.startsWith('test.')) return 'positive';
  if (name.startsWith('1.0.0.127') || name.startsWith('invalid.')) return 'negative';
  const unused = /^[a-z2-9]{16}\.|^\d+\.(?:100\.51\.198|113\.0\.203)\.|^\d{2,3}\.2\.0\.192\./;
  return unused.test(name) || ROOT_SERVER.test(name) ? 'probe' : 'target';
};

describe('a batch of questions to a list', () => {
  it('is sent at once: controls, targets, controls', async () => {
    const held: (() => void)[] = [];
    const resolver = scripted(
      (question) =>
        new Promise<Answer>((done) =>
          held.push(() => done(role(question) === 'positive' ? addresses(question, '127.0.0.2') : absent(question))),
        ),
    );
    const running = lookupLists([ip('192.0.2.1'), ip('192.0.2.2')], [list()], {}, portsOf(resolver));
    await Promise.resolve();
    // Nothing has been answered yet, and everything has been asked.
    expect(resolver.questions.map(role)).toEqual([
      'positive',
      'negative',
      'probe',
      'target',
      'target',
      'positive',
      'probe',
      'probe',
    ]);
    for (const release of held) release();
    expect(kinds(await running)).toEqual(['clear', 'clear']);
  });

  it('believes a list that holds one documentation address, whichever is drawn', async () => {
    const wrong: string[] = [];
    for (const last of Array.from({ length: 254 }, (_, index) => index + 1)) {
      const resolver = zone({ ...TEST, [`${last}.113.0.203.bl.example`]: { A: ['127.0.0.2'] } });
      // The draw falls on the network and the host that the list holds: 203.0.113.<last>.
      const draw = (below: number) => (below === 3 ? 2 : below === 254 ? last - 1 : 0);
      const rows = await lookupLists([ip('10.0.0.1')], [list()], {}, { ...portsOf(resolver), random: draw });
      if (kinds(rows)[0] !== 'clear') wrong.push(`203.0.113.${last}: ${kinds(rows)}`);
    }
    expect(wrong).toEqual([]);
  });

  it('is asked past the cache, except for the reasons', async () => {
    const resolver = zone({ ...TEST, '1.2.0.192.bl.example': { A: ['127.0.0.2'], TXT: ['because'] } });
    await lookupLists([ip('192.0.2.1')], [list()], {}, portsOf(resolver));
    expect(resolver.questions.filter(({ type }) => type === 'A').every(({ fresh }) => fresh === true)).toBe(true);
    expect(resolver.asked.at(-1)).toBe('TXT 1.2.0.192.bl.example');
  });

  it('asks a name once, however many targets share it', async () => {
    const resolver = zone({ 'test.bl.example': { A: ['127.0.0.2'] }, 'example.com.bl.example': { A: ['127.0.0.2'] } });
    const targets = ['mail.example.com', 'www.example.com', 'example.com', 'mail.example.com', 'example.org'].map(
      domain,
    );
    const domains = list({ scope: ['domain'], ask: 'organisational' });
    const rows = await lookupLists(targets, [domains], {}, portsOf(resolver));
    expect(kinds(rows)).toEqual(['listed', 'listed', 'listed', 'listed', 'clear']);
    expect(rows.map(({ target }) => target)).toEqual(targets);
    expect(resolver.questions.filter((question) => role(question) === 'target').map(({ name }) => name)).toEqual([
      'example.com.bl.example',
      'example.org.bl.example',
    ]);
  });

  it('leaves out the targets that the list does not hold', async () => {
    const lists = [
      list(),
      list({ id: 'six', zone: 'six.example', scope: ['ip6'] }),
      list({ id: 'names', zone: 'names.example', scope: ['domain'] }),
    ];
    const resolver = zone({});
    const rows = await lookupLists(
      [ip('192.0.2.1'), ip('2001:db8::1'), domain('example.com')],
      lists,
      {},
      portsOf(resolver),
    );
    expect(rows.map(({ cells }) => cells.map((cell) => cell.list.id))).toEqual([['bl'], ['six'], ['names']]);
    const asked = (of: string) => resolver.questions.map(({ name }) => name).filter((name) => name.endsWith(of));
    const octets = /^(\d+\.){4}bl\.example$|^[a-z2-9]{16}\.bl\.example$/;
    const nibbles = /^([0-9a-f]\.){32}six\.example$|^[a-z2-9]{16}\.six\.example$/;
    expect(asked('bl.example')).toContain('1.2.0.192.bl.example');
    expect(asked('bl.example').filter((name) => !octets.test(name))).toEqual([]);
    expect(asked('six.example').filter((name) => /^1\.(0\.){23}8\.b\.d\.0\.1\.0\.0\.2\.six/.test(name))).toHaveLength(
      1,
    );
    expect(asked('six.example').filter((name) => !nibbles.test(name))).toEqual([]);
    expect(asked('names.example')).toContain('example.com.names.example');
    expect(asked('names.example').filter((name) => /^(\d+\.){4}|^([0-9a-f]\.){32}/.test(name))).toEqual([]);
  });

  it('proves IPv4 and IPv6 separately', async () => {
    const both = list({ scope: ['ip4', 'ip6'], testListed6: '::ffff:7f00:2' });
    const resolver = zone(TEST);
    const rows = await lookupLists([ip('192.0.2.1'), ip('2001:db8::1')], [both], {}, portsOf(resolver));
    expect(kinds(rows)).toEqual(['clear', 'unproven']);
  });

  it('loses all its absences and listings where the list begins to refuse', async () => {
    let turned = false;
    const resolver = scripted((question) => {
      if (role(question) === 'target') {
        turned ||= question.name.startsWith('3.');
        return question.name.startsWith('1.') ? addresses(question, '127.0.0.2') : absent(question);
      }
      if (turned) return addresses(question, '127.255.255.255');
      return role(question) === 'positive' ? addresses(question, '127.0.0.2') : absent(question);
    });
    const refusing = list({ refusals: [{ match: '127.255.255.0/24', means: 'too many' }] });
    const rows = await lookupLists(['192.0.2.1', '192.0.2.2', '192.0.2.3'].map(ip), [refusing], {}, portsOf(resolver));
    expect(kinds(rows)).toEqual(['refused', 'refused', 'refused']);
  });

  it('has no proven absence where the list stops answering, even if its test entry was only that of the RFC', async () => {
    let asked = 0;
    const resolver = scripted((question) => {
      if (role(question) !== 'positive') return absent(question);
      asked += 1;
      return asked === 1 ? addresses(question, '127.0.0.2') : absent(question);
    });
    const { testListed: _, ...untested } = list();
    const [row] = await lookupLists([ip('192.0.2.1')], [untested], {}, portsOf(resolver));
    expect(row!.cells[0]).toMatchObject({ verdict: { kind: 'unproven' }, health: { state: 'silent' } });
  });
});

describe('a large batch of questions to a list', () => {
  const healthy = (question: Question): Answer =>
    role(question) === 'positive' ? addresses(question, '127.0.0.2') : absent(question);

  it('goes on once the first controls are sound, and asks the last controls at the very end', async () => {
    const resolver = scripted(healthy);
    const rows = await lookupLists(many(500), [list()], {}, portsOf(resolver));
    const roles = resolver.questions.map(role);
    expect(new Set(kinds(rows))).toEqual(new Set(['clear']));
    expect(roles.filter((each) => each === 'target')).toHaveLength(500);
    expect(roles.slice(-3)).toEqual(['positive', 'probe', 'probe']);
    expect(roles).toHaveLength(506);
  });

  it.each<[string, (question: Question) => Answer, string]>([
    ['dead', (question) => failed(question, 'timeout'), 'unreachable'],
    ['empty', (question) => absent(question), 'unproven'],
    ['refusing', (question) => failed(question, 'refused'), 'refused'],
    ['parked', (question) => addresses(question, '203.0.113.7'), 'dead'],
    ['full', (question) => addresses(question, '127.0.0.2'), 'dead'],
  ])('is not sent to a list that is %s: the rest gets its verdict without a packet', async (_what, answer, kind) => {
    const resolver = scripted(answer);
    const rows = await lookupLists(many(500), [list()], {}, portsOf(resolver));
    expect(kinds(rows)).toEqual(Array.from({ length: 500 }, () => kind));
    expect(resolver.questions.length).toBe(35);
    expect(rows[499]!.cells[0]!.answer).toBeNull();
  });

  it('stops when the list begins to refuse, and what was not asked is refused, not clear', async () => {
    let targets = 0;
    const resolver = scripted((question) => {
      if (role(question) !== 'target') return healthy(question);
      targets += 1;
      return targets > 100 ? failed(question, 'refused') : absent(question);
    });
    const rows = await lookupLists(many(500), [list()], {}, portsOf(resolver));
    const found = kinds(rows);
    expect(found.filter((kind) => kind === 'clear')).toHaveLength(100);
    expect(found.filter((kind) => kind === 'refused')).toHaveLength(400);
    expect(targets).toBeLessThan(250);
  });

  it('stops when no answer comes any more, and what was not asked is unreachable', async () => {
    let targets = 0;
    const resolver = scripted((question) => {
      if (role(question) !== 'target') return healthy(question);
      targets += 1;
      return targets > 100 ? failed(question, 'timeout') : absent(question);
    });
    const found = kinds(await lookupLists(many(500), [list()], {}, portsOf(resolver)));
    expect(found.filter((kind) => kind === 'clear')).toHaveLength(100);
    expect(found.filter((kind) => kind === 'unreachable')).toHaveLength(400);
    expect(targets).toBeLessThan(250);
  });

  it('does not stop for a few lost packets', async () => {
    let targets = 0;
    const resolver = scripted((question) => {
      if (role(question) !== 'target') return healthy(question);
      targets += 1;
      return targets % 3 === 0 ? failed(question, 'timeout') : absent(question);
    });
    const found = kinds(await lookupLists(many(300), [list()], {}, portsOf(resolver)));
    expect(found.filter((kind) => kind === 'clear')).toHaveLength(200);
    expect(targets).toBe(300);
  });
});

describe('the reason of a listing', () => {
  const listed = { ...TEST, '1.2.0.192.bl.example': { A: ['127.0.0.2'], TXT: ['see https://bl.example/?1'] } };

  it('is asked for only after a listing that is believed', async () => {
    const resolver = zone(listed);
    await lookupLists(['192.0.2.1', '192.0.2.2'].map(ip), [list()], {}, portsOf(resolver));
    expect(resolver.asked.filter((asked) => asked.startsWith('TXT'))).toEqual(['TXT 1.2.0.192.bl.example']);

    const everything = zone({ '*.bl.example': { A: ['127.0.0.2'], TXT: ['everybody'] } });
    await lookupLists(many(40), [list()], {}, portsOf(everything));
    expect(everything.asked.filter((asked) => asked.startsWith('TXT'))).toEqual([]);
  });

  it('does not change the verdict where it cannot be had', async () => {
    const resolver = zone(listed, { failing: { 'TXT 1.2.0.192.bl.example': 'timeout' } });
    const [row] = await lookupLists([ip('192.0.2.1')], [list()], {}, portsOf(resolver));
    expect(row!.cells[0]!.verdict.kind).toBe('listed');
  });
});

describe('the limits of an operator', () => {
  it('pace all its lists in one line, by the smallest number', async () => {
    const times: number[] = [];
    const clock = waitingClock();
    const resolver = scripted((question) => {
      times.push(clock.monotonic());
      return role(question) === 'positive' ? addresses(question, '127.0.0.2') : absent(question);
    });
    const lists = [
      list({ limits: { perSecond: 5 } }),
      list({ id: 'second', zone: 'second.example', limits: { perSecond: 10 } }),
    ];
    const rows = await lookupLists([ip('192.0.2.1')], lists, {}, { ...portsOf(resolver), clock });
    expect(kinds(rows)).toEqual(['clear clear']);
    expect(times).toHaveLength(14);
    const gaps = times.slice(1).map((time, index) => time - times[index]!);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(200);
  });

  it('do not pace lists without a number', async () => {
    const clock = waitingClock();
    const resolver = scripted((question) => absent(question));
    await lookupLists([ip('192.0.2.1')], [list()], {}, { ...portsOf(resolver), clock });
    expect(clock.monotonic()).toBe(0);
  });
});

describe('the keys of lists', () => {
  const keyed = list({ zone: '{key}.bl.example', operatorId: 'spamhaus' });

  it('are in the questions and nowhere in the rows', async () => {
    const key = 'abcdefghijklmnopqrstuvwxyz';
    const name = `1.2.0.192.${key}.bl.example`;
    const resolver = zone({
      [`2.0.0.127.${key}.bl.example`]: { A: ['127.0.0.2'] },
      [name]: { A: ['127.0.0.2'], TXT: [`listed, says ${key.toUpperCase()}`] },
    });
    const rows = await lookupLists([ip('192.0.2.1')], [keyed], { spamhaus: key }, portsOf(resolver));
    expect(resolver.asked).toContain(`A ${name}`);
    expect(kinds(rows)).toEqual(['listed']);
    expect(JSON.stringify(rows).toLowerCase()).not.toContain(key);
    expect(rows[0]!.cells[0]!.reason).toMatchObject({ records: [{ text: txt('listed, says $KEY').text }] });
  });

  it('leave the list out where they are missing, and nothing is asked', async () => {
    const resolver = zone({});
    const [row] = await lookupLists([ip('192.0.2.1')], [keyed], {}, portsOf(resolver));
    expect(row).toMatchObject({ cells: [], notCovered: [{ list: 'bl', why: 'needs a key' }] });
    expect(resolver.asked).toEqual([]);
  });
});
