import dgram from 'node:dgram';
import * as packet from 'dns-packet';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../adapters/local/clock.ts';
import { type Behaviour, type DnsServer, SILENCE, startDnsServer } from '../../cli/sandbox/dns-server.ts';
import { exchangeTcp } from '../../shared/net/tcp.ts';

async function start(behaviour: Behaviour, tcp = true): Promise<DnsServer> {
  const server = await startDnsServer({ behaviour, tcp });
  onTestFinished(server.close);
  return server;
}

const OPT = { name: '.', type: 'OPT', udpPayloadSize: 1232, extendedRcode: 0, ednsVersion: 0, flags: 0, options: [] };

function query(name: string, type = 'A', edns: Partial<typeof OPT> | null = null): Buffer {
  return packet.encode({
    type: 'query',
    id: 4711,
    flags: packet.RECURSION_DESIRED,
    questions: [{ name, type }],
    additionals: edns === null ? [] : [{ ...OPT, ...edns }],
  } as unknown as packet.Packet);
}

type Got = { readonly bytes: Buffer; readonly port: number };

/** The packets that come back, in order, up to so many. */
function ask({ host, port }: DnsServer, bytes: Buffer, packets = 1): Promise<readonly Got[]> {
  const socket = dgram.createSocket('udp4');
  const got: Got[] = [];
  return new Promise((done) => {
    socket.on('message', (message, from) => {
      got.push({ bytes: message, port: from.port });
      if (got.length === packets) socket.close(() => done(got));
    });
    socket.send(bytes, port, host);
  });
}

const decoded = async (server: DnsServer, bytes: Buffer) => {
  const [got] = await ask(server, bytes);
  return packet.decode(got?.bytes ?? Buffer.alloc(0)) as packet.DecodedPacket & { rcode: string };
};

describe('the DNS server of the sandbox over UDP', () => {
  it('sends records, with the id and the question of the query', async () => {
    const server = await start(({ name, type, recursionDesired, edns }) => {
      expect({ type, recursionDesired, edns }).toEqual({ type: 'A', recursionDesired: true, edns: null });
      return { answers: [{ name, type: 'A', data: '192.0.2.1' }] };
    });
    expect(await decoded(server, query('WWW.example'))).toMatchObject({
      id: 4711,
      type: 'response',
      rcode: 'NOERROR',
      flag_ra: true,
      flag_rd: true,
      flag_aa: false,
      flag_tc: false,
      questions: [{ name: 'WWW.example', type: 'A' }],
      answers: [{ name: 'WWW.example', type: 'A', ttl: 300, data: '192.0.2.1' }],
      additionals: [],
    });
  });

  it('sends a response code, with authority and flags', async () => {
    const soa = { mname: 'ns.example', rname: 'host.example', serial: 1, refresh: 1, retry: 1, expire: 1, minimum: 60 };
    const server = await start(() => ({
      rcode: 'NXDOMAIN',
      authoritative: true,
      recursionAvailable: false,
      authority: [{ name: 'example', type: 'SOA', ttl: 60, data: soa }],
    }));
    expect(await decoded(server, query('www.example'))).toMatchObject({
      rcode: 'NXDOMAIN',
      flag_aa: true,
      flag_ra: false,
      authorities: [{ type: 'SOA', ttl: 60 }],
    });
  });

  it('sends OPT back when one was sent, with the extended error', async () => {
    const server = await start(() => ({ rcode: 'SERVFAIL', extendedError: { code: 22, text: 'nobody' } }));
    const { rcode, additionals } = await decoded(server, query('www.example', 'A', {}));
    expect(rcode).toBe('SERVFAIL');
    expect(additionals).toMatchObject([{ type: 'OPT', options: [{ code: 15, data: Buffer.from('\0\x16nobody') }] }]);
    expect((await decoded(server, query('www.example'))).additionals).toEqual([]);
  });

  it('sends BADVERS to another version of EDNS, and no OPT as a server from before EDNS', async () => {
    const server = await start(() => ({}));
    expect((await decoded(server, query('a.example', 'A', { ednsVersion: 1 }))).additionals).toMatchObject([
      { type: 'OPT', extendedRcode: 1 },
    ]);
    const old = await start(({ edns }) => (edns === null ? {} : { rcode: 'FORMERR', edns: false }));
    expect(await decoded(old, query('a.example', 'A', {}))).toMatchObject({ rcode: 'FORMERR', additionals: [] });
  });

  it('truncates what does not fit the size that the client accepts', async () => {
    const text = Array.from({ length: 4 }, () => 'x'.repeat(200));
    const server = await start(({ name }) => ({ answers: [{ name, type: 'TXT', data: text }] }));
    expect(await decoded(server, query('t.example', 'TXT'))).toMatchObject({ flag_tc: true, answers: [] });
    expect(await decoded(server, query('t.example', 'TXT', {}))).toMatchObject({
      flag_tc: false,
      answers: [{ type: 'TXT' }],
    });
  });

  it('truncates on demand, and sends another id, another question or raw bytes', async () => {
    const server = await start(({ name }) => {
      if (name === 'tc') return { truncated: true, answers: [{ name, type: 'A', data: '192.0.2.1' }] };
      if (name === 'id') return { id: 1 };
      if (name === 'question') return { question: { name: 'other', type: 'TXT' } };
      if (name === 'bare') return { rcode: 'REFUSED', question: null };
      return { raw: Buffer.from([1, 2, 3]) };
    });
    expect(await decoded(server, query('tc'))).toMatchObject({ flag_tc: true, answers: [] });
    expect(await decoded(server, query('id'))).toMatchObject({ id: 1 });
    expect(await decoded(server, query('question'))).toMatchObject({ questions: [{ name: 'other', type: 'TXT' }] });
    expect(await decoded(server, query('bare'))).toMatchObject({ rcode: 'REFUSED', questions: [] });
    expect((await ask(server, query('raw')))[0]?.bytes).toEqual(Buffer.from([1, 2, 3]));
  });

  it('sends several packets in order, delayed ones last, and from another address', async () => {
    const server = await start(() => [{ id: 1, delayMs: 30 }, { id: 2 }, { id: 3, fromElsewhere: true }]);
    const got = await ask(server, query('www.example'), 3);
    const ids = got.map(({ bytes }) => bytes.readUInt16BE(0));
    expect(ids.at(-1)).toBe(1);
    expect([...ids].sort()).toEqual([1, 2, 3]);
    for (const [i, { port }] of got.entries()) expect(port === server.port).toBe(ids[i] !== 3);
  });

  it('answers neither garbage nor responses', async () => {
    const names: string[] = [];
    const server = await start(({ name }) => {
      names.push(name);
      return {};
    });
    const response = query('response.example');
    response[2] = 0x80;
    for (const bytes of [Buffer.alloc(0), Buffer.from('garbage'), response, Buffer.alloc(12)]) {
      const socket = dgram.createSocket('udp4');
      await new Promise((done) => socket.send(bytes, server.port, server.host, done));
      socket.close();
    }
    await decoded(server, query('last.example'));
    expect(names).toEqual(['last.example']);
  });
});

describe('the DNS server of the sandbox over TCP', () => {
  it('answers on the same port, and hands the transport to the script', async () => {
    const server = await start(({ name }, via) => ({ answers: [{ name, type: 'TXT', data: [via] }] }));
    const result = await exchangeTcp(server, query('www.example'), 2000, systemClock).result;
    expect(result.kind === 'message' && packet.decode(result.bytes).answers).toMatchObject([
      { data: [Buffer.from('tcp')] },
    ]);
  });

  it('keeps the connection open where it does not answer', async () => {
    const server = await start(() => SILENCE);
    expect(await exchangeTcp(server, query('www.example'), 50, systemClock).result).toMatchObject({
      reason: 'timeout',
    });
  });

  it('can be left out, and then connections are refused', async () => {
    const server = await start(() => ({}), false);
    expect(await exchangeTcp(server, query('www.example'), 2000, systemClock).result).toMatchObject({
      reason: 'network',
    });
  });
});

it('the DNS server of the sandbox fails on a port in use, and close frees its port', async () => {
  const server = await startDnsServer({ behaviour: () => ({ delayMs: 5 }) });
  await expect(startDnsServer({ behaviour: () => ({}), port: server.port })).rejects.toThrow('EADDRINUSE');
  // A reply that is due after the end is nobody's.
  const socket = dgram.createSocket('udp4');
  await new Promise((done) => socket.send(query('www.example'), server.port, server.host, done));
  await server.close();
  socket.close();
  const again = await startDnsServer({ behaviour: () => ({}), port: server.port });
  await again.close();
});
