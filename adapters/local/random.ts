/**
 * This machine's randomness: the kernel's generator (random(4)), read as the file that it is. `node:crypto` draws from the same
 * source, and to load it is a tenth of what a command's or a worker's start takes; it is for systems without the file.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import type { Random } from '../../shared/model/clock.ts';
import { randomFrom } from './random-from.ts';

const DEVICE = '/dev/urandom';

/** Whether the kernel has given all of it. */
function fromKernel(bytes: Buffer): boolean {
  try {
    const device = openSync(DEVICE, 'r');
    try {
      return readSync(device, bytes) === bytes.length;
    } finally {
      closeSync(device);
    }
  } catch {
    return false;
  }
}

export const systemRandom: Random = randomFrom((bytes) => {
  if (!fromKernel(bytes)) process.getBuiltinModule('node:crypto').randomFillSync(bytes);
});
