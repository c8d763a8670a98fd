import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { localDns, systemResolvers } from '../../adapters/local/dns.ts';
import { SILENCE, testServer } from '../support/dns-server.ts';

describe('the resolvers of the system', () => {
  it('are addresses with ports', () => {
    for (const { host, port } of systemResolvers()) {
      expect(host).not.toBe('');
      expect(port).toBeGreaterThan(0);
    }
  });
});

describe('the DNS client of this machine', () => {
  it('asks the given servers, and can be closed', async () => {
    const server = await testServer(({ name }) => ({ answers: [{ name, type: 'A', data: '192.0.2.1' }] }));
    const dns = localDns({ servers: [server] });
    expect(await dns.ask({ name: 'www.example', type: 'A' })).toMatchObject({ records: ['192.0.2.1'] });
    dns.close();
    expect(await dns.ask({ name: 'other.example', type: 'A' })).toMatchObject({ kind: 'failed', reason: 'network' });
  });

  it('ends a question with the time of the command', async () => {
    const server = await testServer(() => SILENCE);
    const dns = localDns({ servers: [server], commandMs: 60 });
    expect(await dns.ask({ name: 'www.example', type: 'A' })).toMatchObject({ kind: 'failed', reason: 'timeout' });
    expect(dns.deadlineAt).toBeGreaterThan(0);
    dns.close();
  });

  it('keeps the process alive while a question is open, and lets it end without being closed', async () => {
    const server = await testServer(({ name }) => ({
      answers: [{ name, type: 'A', data: '192.0.2.1' }],
      delayMs: 300,
    }));
    const script = `
      const { localDns } = await import('./adapters/local/dns.ts');
      const dns = localDns({ servers: [{ host: '127.0.0.1', port: ${server.port} }] });
      void dns.ask({ name: 'www.example', type: 'A' }).then(({ kind }) => console.log(kind));
    `;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
      cwd: `${import.meta.dirname}/../..`,
    });
    expect(stdout.trim()).toBe('records');
  });
});
