/** Programs of this system, started without a shell: each argument reaches them as one word, whatever it contains. */
import type { SystemTool } from '../../shared/lookups/core/tool.ts';

const MAX_OUTPUT = 65_536;

export const systemTool: SystemTool = async (name, args, ms) => {
  const { spawn } = await import('node:child_process');
  return new Promise((resolve) => {
    const child = spawn(name, args, {
      stdio: ['ignore', 'pipe', 'ignore'],
      // Whole milliseconds, and 0 would be no end. ping prints what it counted when it is interrupted, not when it is terminated.
      timeout: Math.max(1, Math.ceil(ms)),
      killSignal: 'SIGINT',
      // We parse its output, so it must be English. Nothing else of the environment is needed.
      env: { PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`, LC_ALL: 'C' },
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      if (output.length < MAX_OUTPUT) output += chunk.toString('latin1');
    });
    child.on('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'ENOENT' ? { kind: 'absent' } : { kind: 'failed', detail: error.code ?? error.message }),
    );
    child.on('close', (code) => resolve({ kind: 'ran', code: code ?? -1, lines: output.split('\n') }));
  });
};
