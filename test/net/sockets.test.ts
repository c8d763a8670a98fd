import dgram from 'node:dgram';
import net from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../adapters/local/clock.ts';
import { exchangeTcp } from '../../shared/net/tcp.ts';
import { openUdp } from '../../shared/net/udp.ts';
import { deadPort } from '../support/dns-server.ts';

const HOST = '127.0.0.1';

async function udpServer(answer: (bytes: Buffer, from: dgram.RemoteInfo, socket: dgram.Socket) => void) {
  const socket = dgram.createSocket('udp4');
  socket.on('message', (bytes, from) => answer(bytes, from, socket));
  await new Promise<void>((done) => socket.bind(0, HOST, done));
  onTestFinished(() => void socket.close());
  return socket.address().port;
}

async function tcpServer(serve: (connection: net.Socket) => void) {
  const server = net.createServer((connection) => {
    connection.on('error', () => {});
    serve(connection);
  });
  await new Promise<void>((done) => server.listen(0, HOST, done));
  onTestFinished(() => void server.close());
  return { host: HOST, port: (server.address() as net.AddressInfo).port };
}

describe('openUdp', () => {
  /** What arrives, and errors, as one stream. */
  function open(port: number) {
    const events: (Buffer | string)[] = [];
    let wake = (): void => {};
    const push = (event: Buffer | string): void => {
      events.push(event);
      wake();
    };
    const socket = openUdp({ host: HOST, port }, { packet: push, failed: push });
    onTestFinished(socket.close);
    const next = async (): Promise<Buffer | string | undefined> => {
      if (events.length === 0) await new Promise<void>((done) => (wake = done));
      return events.shift();
    };
    return { socket, next };
  }

  it('sends before it is connected, and receives', async () => {
    const port = await udpServer((bytes, from, server) => server.send(bytes, from.port, from.address));
    const { socket, next } = open(port);
    socket.send(Buffer.from('one'));
    socket.send(Buffer.from('two'));
    expect(String(await next())).toBe('one');
    expect(String(await next())).toBe('two');
  });

  it('never receives what another sender sends', async () => {
    const stranger = dgram.createSocket('udp4');
    onTestFinished(() => void stranger.close());
    const port = await udpServer((_, from, server) => {
      stranger.send('forged', from.port, from.address, () => server.send('real', from.port, from.address));
    });
    const { socket, next } = open(port);
    socket.send(Buffer.from('?'));
    expect(String(await next())).toBe('real');
  });

  it.each([1, 2, 3])(
    'reports a port where nothing listens, whichever of %i packets gets the error',
    async (packets) => {
      const { port } = await deadPort();
      const { socket, next } = open(port);
      for (let n = 0; n < packets; n += 1) socket.send(Buffer.from('?'));
      expect(await next()).toBe('ECONNREFUSED');
    },
  );

  it('receives nothing once it is closed, however often', async () => {
    const port = await udpServer(() => {});
    const { socket } = open(port);
    socket.close();
    socket.close();
    socket.send(Buffer.from('?'));
  });
});

describe('exchangeTcp', () => {
  const query = Buffer.from('a question');
  const frame = (bytes: Buffer): Buffer => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };

  it('sends the length and the message, and returns the first message that comes', async () => {
    const to = await tcpServer((connection) => {
      connection.once('data', (bytes) =>
        connection.write(Buffer.concat([frame(bytes.subarray(2)), frame(Buffer.from('more'))])),
      );
    });
    expect(await exchangeTcp(to, query, 5000, systemClock).result).toEqual({ kind: 'message', bytes: query });
  });

  it('assembles what comes octet by octet', async () => {
    const answer = frame(Buffer.alloc(300, 7));
    const to = await tcpServer((connection) => {
      connection.setNoDelay(true).once('data', () => {
        let at = 0;
        const drip = (): void => {
          connection.write(answer.subarray(at, ++at));
          if (at < answer.length) setImmediate(drip);
        };
        drip();
      });
    });
    expect(await exchangeTcp(to, query, 5000, systemClock).result).toEqual({
      kind: 'message',
      bytes: answer.subarray(2),
    });
  });

  it('accepts the longest message that is possible', async () => {
    const answer = Buffer.alloc(65_535, 9);
    const to = await tcpServer((connection) => connection.once('data', () => connection.write(frame(answer))));
    const result = await exchangeTcp(to, query, 5000, systemClock).result;
    expect(result.kind === 'message' && result.bytes.equals(answer)).toBe(true);
  });

  it.each<[string, (connection: net.Socket) => void]>([
    ['closes at once', (connection) => connection.end()],
    ['closes in the middle', (connection) => connection.end(Buffer.from([0, 9, 1]))],
    ['closes after half a length', (connection) => connection.end(Buffer.from([0]))],
  ])('reports a server that %s as a network failure', async (_, serve) => {
    const to = await tcpServer(serve);
    expect(await exchangeTcp(to, query, 5000, systemClock).result).toMatchObject({ kind: 'failed', reason: 'network' });
  });

  it('reports a server that sends nothing, or too slowly, as a timeout', async () => {
    const silent = await tcpServer(() => {});
    const dripping = await tcpServer((connection) => {
      connection.write(Buffer.from([0xff, 0xff]));
      const timer = setInterval(() => connection.write(Buffer.from([1])), 5);
      connection.on('close', () => clearInterval(timer));
    });
    for (const to of [silent, dripping]) {
      expect(await exchangeTcp(to, query, 60, systemClock).result).toMatchObject({ kind: 'failed', reason: 'timeout' });
    }
  });

  it('reports a port where nothing listens as a network failure', async () => {
    const server = net.createServer();
    await new Promise<void>((done) => server.listen(0, HOST, done));
    const { port } = server.address() as net.AddressInfo;
    await new Promise((done) => server.close(done));
    expect(await exchangeTcp({ host: HOST, port }, query, 5000, systemClock).result).toEqual({
      kind: 'failed',
      reason: 'network',
      detail: 'ECONNREFUSED',
    });
  });

  it('can be canceled, and then closes its connection', async () => {
    const { promise: gone, resolve: closed } = Promise.withResolvers<void>();
    const { promise: here, resolve: connected } = Promise.withResolvers<void>();
    const to = await tcpServer((connection) => {
      connection.on('close', () => closed()).once('data', () => connected());
    });
    const exchange = exchangeTcp(to, query, 60_000, systemClock);
    await here;
    exchange.cancel();
    expect(await exchange.result).toMatchObject({ kind: 'failed', reason: 'network' });
    await gone;
  });
});
