/** What a synthesis of the app costs once the functions are bundled, in processor time of its process. Its goal: six seconds. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');
const COUNTED = 'process.on("exit", () => console.log(JSON.stringify(process.cpuUsage())))';

export async function benchSynth(): Promise<void> {
  const { context } = JSON.parse(readFileSync(path.join(ROOT, 'cdk.json'), 'utf8')) as { context: object };
  const settings = { ...context, alertEmail: 'ops@example.com', domains: 'example.com' };
  const seconds = ['first', 'second'].map(() => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', `data:text/javascript,${encodeURIComponent(COUNTED)}`, 'infra/app.ts'],
      {
        cwd: ROOT,
        encoding: 'utf8',
        env: {
          ...process.env,
          CDK_OUTDIR: mkdtempSync(path.join(tmpdir(), 'postwatch-synth-')),
          CDK_CONTEXT_JSON: JSON.stringify(settings),
        },
      },
    );
    if (status !== 0) throw new Error(`the app does not synthesize: ${stderr}`);
    const { user, system } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}');
    return ((user + system) / 1e6).toFixed(1);
  });
  console.log(
    `synth: ${seconds[0]} s of processor time, and ${seconds[1]} s again (goal: 6 once the functions are bundled)`,
  );
}
