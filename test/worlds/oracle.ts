/** What may be told in a world: what an honest resolver would have made of the same truth, and nothing where nobody can know. */
import { commandsWith } from './commands.ts';
import { HONEST, type Lie } from './lies.ts';
import { runIn, type Seen, type WorldCommand } from './running.ts';
import type { Truth } from './truths.ts';
import { SECOND, type World } from './world.ts';

const honestly = (truth: Truth): World => ({ truth, lie: HONEST, reach: 'open' });

export const COMMANDS = commandsWith(({ truth }) => honestly(truth));

const known = new Map<string, Promise<Seen>>();

/** With an honest resolver; asked once. */
export function baseline(truth: Truth, command: WorldCommand): Promise<Seen> {
  const key = `${truth.id} ${command.name}`;
  const seen = known.get(key) ?? runIn(honestly(truth), command);
  known.set(key, seen);
  return seen;
}

/** A watch may wait for a second look, and may have to wait for an honest one. */
const anyPass = (one: string): string => one.replace(/^(world|honest): /, '');

const liesIn = ({ lie, second }: World): readonly Lie[] => (second === undefined ? [lie] : [lie, second]);

/** What should not have been said or done, a line each. */
export const faultsIn = async (world: World, command: WorldCommand, run = runIn): Promise<readonly string[]> =>
  faultsAgainst(await baseline(world.truth, command), world, command, run);

/** `honest`: what an honest resolver makes of the same truth. */
export async function faultsAgainst(
  honest: Seen,
  world: World,
  command: WorldCommand,
  run = runIn,
): Promise<readonly string[]> {
  const seen = await run(world, command);
  const reported = new Set(honest.findings.map(anyPass));
  const faults = seen.findings.filter((one) => !reported.has(anyPass(one))).map((one) => `false: ${one}`);
  const lies = liesIn(world);
  if (lies.some(({ lies: how }) => how === 'nothing')) faults.push(...tooLittle(seen, honest));
  else if (lies.every(({ lies: how }) => how === 'always')) faults.push(...tooMuch(seen, command));
  if (command.saysResolver) faults.push(...statesWrong(world, seen));
  return faults.map((fault) => `${command.name}: ${fault}`);
}

/** A sound resolver is there, so everything can be known. */
function tooLittle(seen: Seen, honest: Seen): readonly string[] {
  const reported = new Set(seen.findings.map(anyPass));
  const faults = honest.findings.filter((one) => !reported.has(anyPass(one))).map((one) => `not reported: ${one}`);
  if (seen.exit !== honest.exit) faults.push(`exit ${seen.exit}, honestly ${honest.exit}`);
  return faults;
}

/** Advice that writes something when it is followed to the letter. */
const WRITES = /UPSERT|change-batch|ChangeResourceRecordSets|modify-address-attribute|ModifyAddressAttribute/;

/** What is there and was not made up may be told, and what a list says that has proved itself. */
const MAY_STAND =
  /^(pass|row|met) |^healthy |^(fail|warn) dnsbl\.(listed|policy) |^(confirmed now|no longer true|unmet) (dnsbl|list):/;

/** None is sound, which shows: nothing else may be told, and no advice may write. */
function tooMuch({ exit, findings: reported, output }: Seen, { kind }: WorldCommand): readonly string[] {
  const stands = (one: string): boolean =>
    kind === 'watch' ? one.startsWith('honest: ') || / opened \S+ dnsbl\./.test(one) : MAY_STAND.test(one);
  const faults = reported.filter((one) => !stands(one)).map((one) => `without proof: ${one}`);
  if (exit !== 3 && kind !== 'lists') faults.push(`exit ${exit}, expected 3`);
  // What a pass of the honest world said stands in the same output.
  const write = kind === 'watch' ? null : WRITES.exec(output);
  if (write !== null) faults.push(`advice that writes: ${write[0]}`);
  return faults;
}

function statesWrong(world: World, { resolver }: Seen): readonly string[] {
  if (resolver === null) return ['the JSON says nothing of the resolver'];
  if (resolver.length === 0) return ['no resolver is told of'];
  const { lie, second = lie } = world;
  return resolver.flatMap(({ server, state, why }) => {
    const { lies: how, states = ['sound'] } = server === `${SECOND}:53` ? second : lie;
    if (why === '') return [`no word why ${server} is ${state}`];
    if (how === 'partly' || states.some((one) => one === state)) return [];
    return [`${server} is called ${state}, expected ${states.join(' or ')}`];
  });
}
