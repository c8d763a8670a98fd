/**
 * A UDP relay before the lists that makes the net what it is: every list has its own delay (15 to 95 ms, and up to 5 ms
 * more by the name), one may be dead, some packets get lost. `dns-relay.ts <port of the lists> <dead list or -1> <loss in
 * per mille> <seed>`; prints its port. Two sockets in all, so that it can carry a burst.
 */
import dgram from 'node:dgram';
import { ZONES } from './dns-world.ts';

const [lists, dead, perMille, seed] = process.argv.slice(2).map(Number);
const front = dgram.createSocket({ type: 'udp4', recvBufferSize: 4 << 20 });
const back = dgram.createSocket({ type: 'udp4', recvBufferSize: 4 << 20 });

type Pending = { readonly port: number; readonly id: number; readonly delayMs: number };
const pending = new Map<number, Pending>();
let nextId = 0;
let dice = seed ?? 1;

/** A linear congruential generator: the same losses for the same seed. */
function lost(): boolean {
  dice = (Math.imul(dice, 1_664_525) + 1_013_904_223) >>> 0;
  return (dice / 2 ** 32) * 1000 < (perMille ?? 0);
}

/** The list's number is in the fifth label, `z07`. */
function zoneOf(query: Buffer): number {
  let at = 12;
  for (let label = 0; label < 4; label++) at += 1 + (query[at] ?? 0);
  return Number(query.toString('latin1', at + 2, at + 4));
}

front.on('message', (query, from) => {
  const zone = zoneOf(query);
  if (zone === dead || lost()) return;
  nextId = (nextId + 1) & 0xffff;
  const jitter = ((query[13] ?? 0) + zone) % 6;
  pending.set(nextId, {
    port: from.port,
    id: query.readUInt16BE(0),
    delayMs: 15 + (80 * zone) / (ZONES.length - 1) + jitter,
  });
  query.writeUInt16BE(nextId, 0);
  back.send(query, lists ?? 0, '127.0.0.1');
});

back.on('message', (answer) => {
  const asked = pending.get(answer.readUInt16BE(0));
  if (asked === undefined) return;
  pending.delete(answer.readUInt16BE(0));
  answer.writeUInt16BE(asked.id, 0);
  setTimeout(() => front.send(answer, asked.port, '127.0.0.1'), asked.delayMs);
});

front.bind(0, '127.0.0.1', () => console.log(front.address().port));
