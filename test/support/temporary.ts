/** Each test file has a temporary folder of its own, as has whatever it starts; the folder goes with the file, also when a test fails. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';

const before = process.env['TMPDIR'];
const folder = mkdtempSync(path.join(tmpdir(), 'postwatch-test-'));
// A server that root starts becomes its own user, who must get through to what is its own.
chmodSync(folder, 0o711);
process.env['TMPDIR'] = folder;

afterAll(() => {
  if (before === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = before;
  rmSync(folder, { recursive: true, force: true });
});
