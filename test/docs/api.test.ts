/** `docs/api.md`: every call in it is run by curl against a server, and the answer is the one that the page shows. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { routesTable } from '../../docs/write/routes.ts';
import { ROUTES } from '../../shared/http/routes/index.ts';
import { INCIDENT, type TestApiOptions, TOKEN, testApi, watched } from '../http/support/api.ts';
import { served } from '../http/support/served.ts';
import { type PrintedCall, routeCalls } from './support/calls.ts';
import { shownAnswer } from './support/shown.ts';

const PAGE = path.resolve(import.meta.dirname, '../../docs/api.md');
const RAN = /(<!-- ran: calls -->\n)[\s\S]*?(<!-- end of calls -->)/;

/** The status and what was sent, of one or several lines of the page. */
async function run(lines: string, options: TestApiOptions = {}): Promise<string> {
  const api = testApi(options);
  await watched(api);
  const server = await served(api);
  try {
    const { stdout } = await promisify(execFile)('sh', ['-c', lines], {
      env: { ...process.env, ENDPOINT: server.url, TOKEN, INCIDENT },
    });
    return stdout;
  } finally {
    await server.close();
    api.close();
  }
}

const WITH_STATUS = `curl() { command curl -sS -w '\\n%{http_code}' "$@"; }\n`;

async function answerOf({ command }: PrintedCall): Promise<{ readonly status: number; readonly body: unknown }> {
  const lines = (await run(`${WITH_STATUS}${command}`)).split('\n');
  return { status: Number(lines.at(-1)), body: JSON.parse(lines.slice(0, -1).join('\n')) };
}

async function section(call: PrintedCall): Promise<string> {
  const { status, body } = await answerOf(call);
  return `### ${call.title}\n${call.about}\n\`\`\`\n${call.command}\n\`\`\`\nIt answers ${status}:\n\`\`\`json\n${shownAnswer(body)}\n\`\`\`\n`;
}

describe('the page of the API', () => {
  it('has every route with a call, which is answered as the page says (vitest -u writes it)', async () => {
    const sections: string[] = [];
    for (const call of routeCalls()) sections.push(await section(call));
    const page = readFileSync(PAGE, 'utf8');
    expect(page).toMatch(RAN);
    await expect(page.replace(RAN, (_, open, close) => `${open}${sections.join('\n')}${close}`)).toMatchFileSnapshot(
      PAGE,
    );
    expect(routesTable().split('\n')).toHaveLength(ROUTES.length + 2);
  });
});

/** Lines of shell in the page, by a comment before them. */
function printed(name: string): string {
  const found = new RegExp(`<!-- run: ${name} -->\\n\`\`\`\\n([\\s\\S]*?)\`\`\``).exec(readFileSync(PAGE, 'utf8'));
  if (found?.[1] === undefined) throw new Error(`docs/api.md has no lines called "${name}"`);
  return found[1];
}

describe('what the page says of pages and limits', () => {
  it('a page is followed by the next until there is none', async () => {
    expect(await run(`curl() { command curl -sS "$@"; }\n${printed('paging')}`)).toBe(
      '2001:db8::25\n203.0.113.1\n203.0.113.4\n',
    );
  });

  it('a spent budget is 429, with the seconds to wait', async () => {
    const out = await run(`${printed('budget')}\n${printed('budget')}`, { limits: { perMinute: 1 } });
    expect(out).toBe('200 \n429 60\n');
  });

  it('wrong tokens are 401 and then 429, and the right one keeps working', async () => {
    const wrong = printed('tokens').replaceAll('$TOKEN', 'wrong');
    const out = await run(`for n in 1 2 3 4 5 6 7 8 9 10 11; do ${wrong} done\n${printed('tokens')}`);
    expect(out).toBe(`${'401 \n'.repeat(10)}429 60\n200 \n`);
  });
});
