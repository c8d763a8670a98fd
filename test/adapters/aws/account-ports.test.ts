/** An address is found in whatever Region it lies; and the command, from its words to EC2's own protocol. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAccount } from '../../../adapters/aws/account/account-ports.ts';
import { type AwsWorld, awsWorld, HOME, REGION } from '../../support/aws/world.ts';
import { inProcess } from '../../support/cli.ts';
import { allocation } from '../../support/reverse-dns.ts';

let world: AwsWorld;
beforeEach(async () => {
  world = await awsWorld({ settings: {}, lists: [] });
  world.regions = [REGION, 'us-east-1', 'ap-northeast-2'];
  world.ec2[`${HOME}/ap-northeast-2`] = {
    addresses: [{ ip: '198.51.100.7', id: 'eipalloc-7', ptr: 'a.example.com.' }],
  };
});
afterEach(() => world.close());

const asked = () => world.calls.map(({ action, place }) => `${action} ${place.split('/')[1]}`);

describe('the search for an Elastic IP in an account', () => {
  it('begins in the home Region, and remembers the Region of the address', async () => {
    const { elasticIps, close } = await openAccount({ home: REGION, account: HOME });
    expect(await elasticIps.find('198.51.100.7')).toMatchObject({
      ok: true,
      value: { allocationId: 'eipalloc-7', region: 'ap-northeast-2', account: HOME },
    });
    expect(asked().slice(0, 2)).toEqual([`DescribeAddresses ${REGION}`, `DescribeRegions ${REGION}`]);
    world.calls.length = 0;
    expect(await elasticIps.ptr('eipalloc-7')).toMatchObject({ ok: true, value: { ptrRecord: 'a.example.com.' } });
    expect(asked()).toEqual(['DescribeAddressesAttribute ap-northeast-2']);
    close();
  });

  it('queries only the Region where an earlier search found the address', async () => {
    const known = allocation({ allocationId: 'eipalloc-7', publicIp: '198.51.100.7', region: 'ap-northeast-2' });
    const { elasticIps, close } = await openAccount({ home: REGION, account: HOME }, known);
    await elasticIps.find('198.51.100.7');
    await elasticIps.ptr('eipalloc-7');
    expect(new Set(world.calls.map(({ place }) => place))).toEqual(new Set([`${HOME}/ap-northeast-2`]));
    close();
  });

  it('says that the address is missing only where every Region has answered', async () => {
    const { elasticIps, close } = await openAccount({ home: REGION, account: HOME });
    expect(await elasticIps.find('198.51.100.99')).toMatchObject({ ok: false, kind: 'missing' });
    expect(elasticIps.region).toBe('any of 3 Regions');
    world.refuse = ({ place }) => (place.endsWith('us-east-1') ? { code: 'UnauthorizedOperation', status: 403 } : null);
    expect(await elasticIps.find('198.51.100.99')).toMatchObject({ ok: false, kind: 'denied' });
    close();
  });

  it('goes on in the home Region where a policy denies the list of Regions', async () => {
    world.refuse = ({ action }) =>
      action === 'DescribeRegions' ? { code: 'UnauthorizedOperation', status: 403 } : null;
    const { elasticIps, close } = await openAccount({ home: 'ap-northeast-2', account: HOME });
    expect(await elasticIps.find('198.51.100.7')).toMatchObject({ ok: true });
    expect(await elasticIps.find('198.51.100.99')).toMatchObject({ ok: false, kind: 'denied' });
    close();
  });
});

describe('postwatch reverse-dns with credentials of an account', () => {
  const run = (...args: string[]) =>
    inProcess(['reverse-dns', ...args, '--resolver', '127.0.0.1:9', '--timeout', '300']);

  it('finds the Region, shows the pending update, and exits 3 with one line as nothing could be looked up', async () => {
    const { code, out, err } = await run('198.51.100.7', '--json');
    expect(code).toBe(3);
    expect(err).toBe('postwatch: The reverse name of 198.51.100.7 could not be looked up in DNS (NETWORK).\n');
    expect(JSON.parse(out)).toMatchObject({
      address: '198.51.100.7',
      now: { allocationId: 'eipalloc-7', region: 'ap-northeast-2', ptrRecord: 'a.example.com.', update: null },
    });
  });

  it('exits 2 for an address that is not in the account, and looks only in the Regions of --region', async () => {
    expect(await run('198.51.100.99')).toMatchObject({ code: 2, out: expect.stringContaining('any of 3 Regions') });
    world.calls.length = 0;
    expect(await run('198.51.100.7', '--region', 'us-east-1')).toMatchObject({ code: 2 });
    expect(asked()).toEqual(['DescribeAddresses us-east-1']);
  });

  it('exits 3 with one line where there are no credentials', async () => {
    const nowhere = {
      AWS_CONFIG_FILE: '/nonexistent',
      AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
      AWS_EC2_METADATA_DISABLED: 'true',
    };
    const before = process.env['AWS_ACCESS_KEY_ID'];
    delete process.env['AWS_ACCESS_KEY_ID'];
    const { code, out, err } = await inProcess(['reverse-dns', '198.51.100.7'], { env: nowhere });
    process.env['AWS_ACCESS_KEY_ID'] = before;
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toMatch(/^postwatch: no AWS credentials were found; .*\n$/);
  });

  it.each([
    [['aws'], /rdns-limits[\s\S]*Allocation id: eipalloc-7[\s\S]*198\.51\.100\.7/],
    [['isp'], /7\.100\.51\.198\.in-addr\.arpa\. IN PTR mail\.example\.com\./],
    [['isp', '--language', 'ko'], /역방향 DNS/],
  ])(
    'exits 0 with the letter for --request-text %j, and warns of a missing forward record',
    async ([to = '', ...more], told) => {
      const { code, out, err } = await run('198.51.100.7', 'mail.example.com', '--request-text', to, ...more);
      expect(code).toBe(0);
      // The forward record is not there in this world, and the reader of the letter looks at it first.
      const warning = more.includes('ko')
        ? /이름을 조회하지 못했습니다.*\n$/
        : /(Do not send the letter yet|We could not look up).*\n$/;
      expect(err).toMatch(warning);
      expect(out).toMatch(told);
    },
  );
});
