/** `lookup smtp:` against a real Exim on loopback: with and without STARTTLS, with an expired certificate, slow, and full. */
import { chmodSync, mkdirSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../adapters/local/clock.ts';
import { internet, look, lookupPorts, verdicts } from '../support/lookups.ts';
import { identity } from '../support/servers.ts';
import { zone } from '../support/zone.ts';
import { findProgram, freePorts, makeDirectory, startDaemon, untilReady } from './daemons.ts';

const EXIM = findProgram('exim4');
const DNS = zone({
  'mail.example.com': { A: ['203.0.113.25'] },
  '25.113.0.203.in-addr.arpa': { PTR: ['mail.example.com'] },
});

if (EXIM === null && process.env['CI'] === 'true')
  throw new Error('this machine has no exim4 (Debian: apt-get install exim4-daemon-light)');

/** A daemon is started by root or by Exim's own user: whoever runs the tests is made that user. */
const OWNER = process.getuid?.() === 0 ? '' : `exim_user = ${process.getuid?.()}\nexim_group = ${process.getgid?.()}`;

type Manner = { readonly certificate?: Parameters<typeof identity>[0]; readonly connect?: string };

const conf = (folder: string, { certificate, connect = 'accept' }: Manner): string => `
primary_hostname = mail.example.com
${OWNER}
spool_directory = ${folder}/spool
log_file_path = ${folder}/spool/log-%s
pid_file_path = ${folder}/spool/exim.pid
keep_environment =
host_lookup =
rfc1413_hosts =
tls_advertise_hosts = ${certificate === undefined ? '' : '*'}
${certificate === undefined ? '' : `tls_certificate = ${folder}/server.pem\ntls_privatekey = ${folder}/server.key`}
acl_smtp_connect = connected
begin acl
connected:
  ${connect}
`;

/** The port of an Exim that behaves so. */
async function exim(manner: Manner): Promise<number> {
  const { key, cert } = identity(manner.certificate ?? 'sound');
  const folder = makeDirectory({ 'server.key': key, 'server.pem': cert });
  const conffile = makeDirectory({ 'exim.conf': conf(folder.path, manner) });
  // Started by root it becomes its own user, who must be able to write.
  mkdirSync(join(folder.path, 'spool'));
  chmodSync(join(folder.path, 'spool'), 0o777);
  const [port = 0] = await freePorts(1);
  const command = [EXIM ?? '', '-C', join(conffile.path, 'exim.conf'), '-bdf', '-oX', `127.0.0.1.${port}`];
  const daemon = startDaemon('exim4', command, folder.path);
  onTestFinished(async () => {
    await daemon.stop();
    folder.remove();
    conffile.remove();
  });
  await untilReady([daemon], () => isOpen(port), 15_000);
  return port;
}

const isOpen = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.on('connect', () => done(true)).on('error', () => done(false));
    socket.on('connect', () => socket.destroy());
  });

const meet = async (manner: Manner, text = 'smtp:mail.example.com') => {
  const to = { host: '127.0.0.1', port: await exim(manner) };
  const connector = internet({ '203.0.113.25:25': to, '203.0.113.25:465': to }, 3000);
  return look(text, lookupPorts(DNS, { clock: systemClock, connector }));
};

describe.skipIf(EXIM === null)('exim4 (Debian: apt-get install exim4-daemon-light)', () => {
  it('with STARTTLS and a sound certificate passes', async () => {
    const result = await meet({ certificate: 'sound' });
    expect(verdicts(result)).toEqual([
      'pass smtp.greeting',
      'pass smtp.name',
      'pass smtp.tls',
      'pass smtp.certificate',
    ]);
    expect(result.records[0]?.['greeting']).toMatch(/^220 mail\.example\.com ESMTP Exim/);
  });

  it('with an expired certificate gets a warning', async () => {
    expect(verdicts(await meet({ certificate: 'expired' }))).toContain('warn smtp.certificate-expired');
  });

  it('without STARTTLS gets a warning', async () => {
    expect(verdicts(await meet({}))).toEqual(['warn smtp.no-starttls', 'pass smtp.greeting', 'pass smtp.name']);
  });

  it('that speaks plainly on a TLS port is a TLS failure', async () => {
    const result = await meet({ certificate: 'sound' }, 'smtp:mail.example.com:465');
    expect(verdicts(result)).toEqual(['fail smtp.no-tls']);
  });

  it('that cannot serve now (451), or refuses us (550), is reported so', async () => {
    expect(verdicts(await meet({ connect: 'defer message = too many' }))).toEqual(['unknown smtp.busy']);
    expect(verdicts(await meet({ connect: 'deny message = go away' }))).toEqual(['warn smtp.turned-away']);
  });

  it('that makes us wait longer than we can (a tarpit) is unknown', async () => {
    const result = await meet({ connect: 'accept delay = 30s' });
    expect(verdicts(result)).toEqual(['unknown smtp.no-greeting']);
  });
});
