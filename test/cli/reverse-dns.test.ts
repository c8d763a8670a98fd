/** `postwatch reverse-dns` over the AWS with a memory: what is shown, what is sent, and the exit code. */
import { describe, expect, it } from 'vitest';
import { change, dry, type Here, statusHere } from '../../cli/reverse-dns/here.ts';
import type { Terminal } from '../../cli/terminal.ts';
import { columns } from '../../shared/model/text.ts';
import type { Wish } from '../../shared/reverse-dns/state.ts';
import { begin } from '../../shared/reverse-dns/wish.ts';
import { inProcess, isOneLine, terminalWith } from '../support/cli.ts';
import {
  addEip,
  allocation,
  aSet,
  IP,
  NAME,
  putSets,
  type RdnsWorld,
  rdnsWorld,
  wish,
} from '../support/reverse-dns.ts';
import { zone } from '../support/zone.ts';

type Watching = { readonly json?: boolean; readonly stopAfter?: number; readonly more?: Partial<Terminal> };
type Watched = { readonly here: Here; readonly out: string[]; readonly err: string[]; readonly progress: string[] };

/** Time passes when it is waited for; `stopAfter`: somebody presses Ctrl-C after so many waits. */
function watched(
  world: RdnsWorld,
  { json = false, stopAfter = Number.POSITIVE_INFINITY, more = {} }: Watching = {},
): Watched {
  const [out, err, progress]: [string[], string[], string[]] = [[], [], []];
  let stop = (): void => {};
  let waits = 0;
  const terminal = terminalWith({
    print: (line) => void out.push(line),
    complain: (line) => void err.push(line),
    progress: (line) => void progress.push(line),
    onStop: (then) => {
      stop = then;
    },
    ...more,
  });
  const clock = {
    now: () => world.now,
    monotonic: () => world.now,
    after: (ms: number, task: () => void) => {
      world.now += ms;
      waits += 1;
      queueMicrotask(waits > stopAfter ? stop : task);
      return () => {};
    },
  };
  return { here: { ports: world.ports, clock, terminal, json }, out, err, progress };
}

const asked = (world: RdnsWorld, more: Partial<Wish> = {}) => begin(wish(more), world.ports.clock);

describe('postwatch reverse-dns that sets a name', () => {
  it('shows each step once and every write with its caller, waits on one line, and exits 0 when confirmed', async () => {
    const world = rdnsWorld();
    const { here, out, err, progress } = watched(world);
    expect(await change(asked(world), here)).toBe(0);
    expect(out[0]).toBe(`${IP} → ${NAME}`);
    expect(out.at(-1)).toBe(`✓ Done: the reverse name of ${IP} is ${NAME}, and it resolves back.`);
    expect(new Set(out).size).toBe(out.length);
    expect(out.filter((line) => line.startsWith('  ✓ Set up '))).toHaveLength(4);
    expect(err).toEqual([
      'postwatch: route53:ChangeResourceRecordSets ZEXAMPLE, as arn:aws:iam::123456789012:user/ops',
      'postwatch: ec2:ModifyAddressAttribute eipalloc-25, as arn:aws:iam::123456789012:user/ops',
    ]);
    expect(progress).toContainEqual(
      expect.stringMatching(/^EC2: waiting, \d+ min \d+ s so far\. .*15 minutes\. Ctrl-C stops it/),
    );
    expect(world.writes).toEqual([`CREATE ${NAME} ${IP}`, `set ${NAME}.`]);
  });

  it('exits 0 and sends nothing where there is nothing to do', async () => {
    const world = rdnsWorld();
    putSets(world, [aSet([IP])]);
    addEip(world, allocation(), `${NAME}.`);
    const { here, out } = watched(world);
    expect(await change(asked(world), here)).toBe(0);
    expect(out.at(-1)).toBe('There was nothing to change.');
    expect(world.writes).toEqual([]);
  });

  it('exits 2 with the fact and the next step where it is blocked, and prints no record that would merge two hosts', async () => {
    const world = rdnsWorld();
    putSets(world, [aSet(['198.51.100.77'])]);
    const { here, out } = watched(world);
    expect(await change(asked(world), here)).toBe(2);
    const text = out.join('\n');
    expect(text).toMatch(/^Stopped +needs-merge$/m);
    expect(text).toMatch(/198\.51\.100\.77.*--merge/s);
    expect(text).not.toMatch(/Record:|change batch/);
    expect(world.writes).toEqual([]);
  });

  it('exits 2 with the record and the change batch where only the permission to write is missing', async () => {
    const world = rdnsWorld();
    const { here, out } = watched(world);
    expect(await change(asked(world, { touchZones: false }), here)).toBe(2);
    const text = out.join('\n');
    expect(text).toContain(`\n  Record:\n    ${NAME}. 300 IN A ${IP}\n`);
    expect(text).toMatch(/change batch:\n {4}\{"Comment".*"Action":"CREATE"/);
  });

  it('exits 1 when its time is over and the name is pending', async () => {
    const world = rdnsWorld();
    putSets(world, [aSet([IP])]);
    world.before.set('setPtr', () => {
      // EC2 never gets round to it.
      world.ending = { status: 'PENDING', reason: '' };
    });
    const { here, out } = watched(world);
    expect(await change(asked(world), here)).toBe(1);
    expect(out.join('\n')).toMatch(/^Not finished yet +not-applied$/m);
  });

  it('exits 1 at Ctrl-C, and the same command resumes and exits 0', async () => {
    const world = rdnsWorld();
    const first = watched(world, { stopAfter: 3 });
    expect(await change(asked(world), first.here)).toBe(1);
    expect(first.out.join('\n')).toContain('Run the same command again to resume.');
    const second = watched(world);
    expect(await change(asked(world), second.here)).toBe(0);
    expect(world.writes).toEqual([`CREATE ${NAME} ${IP}`, `set ${NAME}.`]);
  });

  it.each([60, 80, 120])(
    'shows every step and end in Korean at %i columns, and no line is wider except lines to copy',
    async (width) => {
      const ends: [Partial<Wish>, RegExp, (world: RdnsWorld) => void][] = [
        [{}, /✓ 완료: 198\.51\.100\.25의 역방향 DNS는 mail\.example\.com/, () => {}],
        [{ touchZones: false }, /중단 +no-forward-record/, () => {}],
        [
          { hostname: null, mayReplace: 'any' },
          /역방향 DNS를 초기화했습니다/,
          (world) => addEip(world, allocation(), `${NAME}.`),
        ],
      ];
      for (const [more, end, given] of ends) {
        const world = rdnsWorld();
        given(world);
        const { here, out, progress } = watched(world, { more: { language: 'ko', width } });
        await change(asked(world, more), here);
        expect(out.join('\n').replaceAll(/\n */g, ' ')).toMatch(end);
        expect(out.join('\n')).not.toMatch(/[a-z]{3,} [a-z]{3,} [a-z]{3,}/);
        expect(progress.filter((line) => line !== '' && !/[가-힣]/.test(line))).toEqual([]);
        expect(out.filter((line) => columns(line) > width && !/^ {4}\S/.test(line))).toEqual([]);
      }
    },
  );

  it('writes as JSON the steps with their state, and nothing else to standard output', async () => {
    const world = rdnsWorld();
    const { here, out } = watched(world, { json: true });
    expect(await change(asked(world), here)).toBe(0);
    const job = JSON.parse(out.join('\n'));
    expect(job).toMatchObject({ address: IP, hostname: NAME, stage: 'confirmed', blocked: null, again: null });
    expect(out.join('\n')).not.toMatch(/[가-힣]|translated/);
    expect(job.steps.map(({ stage }: { stage: string }) => stage)).toEqual(expect.arrayContaining(['plan', 'applied']));
  });

  it('shows no escape of a hostile answer', async () => {
    const world = rdnsWorld();
    putSets(world, [aSet([IP])]);
    world.fault = (call) =>
      call === 'setPtr'
        ? { ok: false, kind: 'refused', code: 'X\u001b[31m', message: `\u001b]0;owned\u0007${'y'.repeat(5000)}` }
        : null;
    const { here, out, err } = watched(world);
    expect(await change(asked(world), here)).toBe(2);
    expect([...out, ...err].join('')).not.toMatch(/\p{Cc}/u);
    expect(out.every((line) => line.length < 2500)).toBe(true);
  });
});

describe('postwatch reverse-dns --dry-run', () => {
  it('prints the calls and the change batch in AWS form, sends nothing and exits 0', async () => {
    const world = rdnsWorld();
    const { here, out } = watched(world, { json: true });
    expect(await dry(asked(world), here)).toBe(0);
    expect(JSON.parse(out.join('\n')).calls).toMatchObject([
      {
        call: 'route53:ChangeResourceRecordSets',
        input: {
          HostedZoneId: 'ZEXAMPLE',
          ChangeBatch: {
            Changes: [{ Action: 'CREATE', ResourceRecordSet: { Name: `${NAME}.`, ResourceRecords: [{ Value: IP }] } }],
          },
        },
      },
      { call: 'ec2:ModifyAddressAttribute', input: { AllocationId: 'eipalloc-25', DomainName: NAME } },
    ]);
    for (const call of JSON.parse(out.join('\n')).calls) {
      expect(Object.keys(call).sort()).toEqual(['call', 'input', 'resource', 'why']);
      expect(call.why).toEqual(expect.any(String));
    }
    const plain = watched(world);
    expect(await dry(asked(world), plain.here)).toBe(0);
    expect(plain.out.join('\n')).toMatch(/1\. route53:ChangeResourceRecordSets[\s\S]*2\. ec2:ModifyAddressAttribute/);
    expect(world.writes).toEqual([]);
  });

  it('exits 2 and says what would block the change', async () => {
    const world = rdnsWorld();
    addEip(world, allocation(), 'other.example.net.');
    const { here, out } = watched(world);
    expect(await dry(asked(world), here)).toBe(2);
    expect(out.join('\n')).toContain('different-ptr');
  });
});

describe('postwatch reverse-dns that shows the status', () => {
  it("shows EC2's record, the pending update and DNS, and exits 0", async () => {
    const world = rdnsWorld();
    putSets(world, [aSet([IP])]);
    addEip(world, allocation(), 'old.example.com.');
    await world.ports.elasticIps.setPtr('eipalloc-25', NAME);
    const { here, out } = watched(world);
    expect(await statusHere(IP, here)).toBe(0);
    expect(out).toEqual([
      IP,
      '  Elastic IP  eipalloc-25 in eu-west-1, tagged postwatch:manage=true',
      `  EC2         old.example.com.; requested: ${NAME}. (PENDING)`,
      '  DNS         old.example.com',
      expect.stringMatching(/^ +dig .*25\.100\.51\.198\.in-addr\.arpa PTR/),
    ]);
  });

  it('exits 2 for an address of another account, and 3 where AWS does not answer', async () => {
    const world = rdnsWorld();
    const stranger = watched(world);
    expect(await statusHere('198.51.100.99', stranger.here)).toBe(2);
    expect(stranger.out.join('\n')).toMatch(/^Stopped +not-ours$/m);
    world.fault = () => ({ ok: false, kind: 'busy', code: 'ECONNREFUSED', message: 'nobody there' });
    expect(await statusHere(IP, watched(world).here)).toBe(3);
  });

  it('says in words that DNS did not answer, with exit 3 and one line on standard error', async () => {
    const world = rdnsWorld();
    const resolver = zone({}, { failing: { '* 25.100.51.198.in-addr.arpa': 'timeout' } });
    const { here, out, err } = watched({ ...world, ports: { ...world.ports, resolver } });
    expect(await statusHere(IP, here)).toBe(3);
    expect(out.join('\n')).toMatch(/^ {2}DNS +could not be looked up \(TIMEOUT\)$/m);
    expect(err).toEqual([`postwatch: The reverse name of ${IP} could not be looked up in DNS (TIMEOUT).`]);
  });
});

describe('the arguments of postwatch reverse-dns', () => {
  it.each([
    [[]],
    [['203.0.113.25', NAME, 'more']],
    [['not-an-address']],
    [['203.0.113.25', 'no_host.example.com']],
    [['203.0.113.25', 'localhost']],
    [['203.0.113.25', `${'a'.repeat(64)}.example.com`]],
    [['203.0.113.25', NAME, '--reset']],
    [['203.0.113.25', '--dry-run']],
    [['203.0.113.25', '--replace']],
    [['203.0.113.25', NAME, '--region', 'the moon']],
    [['203.0.113.25', NAME, '--hosted-zone', '../../x']],
    [['203.0.113.25', NAME, '--dry-run', '--endpoint', 'https://api.example.com/']],
    [['203.0.113.25', NAME, '--request-text', 'santa']],
    [['203.0.113.25', NAME, '--request-text', 'isp', '--language', 'tlh']],
    [['203.0.113.25', '--request-text', 'isp']],
    [['203.0.113.25', NAME, '--endpoint', 'ftp://api.example.com/']],
    [['203.0.113.25', NAME, '--nonsense']],
  ])('%j are a usage error in one line with exit 64, without a question', async (args) => {
    const { code, out, err } = await inProcess(['reverse-dns', ...args]);
    expect({ code, out }).toEqual({ code: 64, out: '' });
    expect(isOneLine(err)).toBe(true);
  });

  it.each([
    ['2001:db8::25', 'ip6.arpa'],
    ['10.0.0.1', 'public'],
  ])('with %s are explained with exit 2: %s', async (address, explanation) => {
    const { code, out, err } = await inProcess(['reverse-dns', address, NAME]);
    expect({ code, err }).toEqual({ code: 2, err: '' });
    expect(out).toContain(explanation);
  });
});
