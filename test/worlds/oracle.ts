/** What may be told in a world: what an honest resolver would have made of the same truth, and nothing where nobody can know. */
import { runIn, type Seen, type WorldCommand } from './commands.ts';
import { HONEST } from './lies.ts';
import type { Truth } from './truths.ts';
import type { World } from './world.ts';

export const honestly = (truth: Truth): World => ({ truth, lie: HONEST, reach: 'open' });

const known = new Map<string, Promise<Seen>>();

/** With an honest resolver; asked once. */
export function baseline(truth: Truth, command: WorldCommand): Promise<Seen> {
  const key = `${truth.id} ${command.name}`;
  const seen = known.get(key) ?? runIn(honestly(truth), command);
  known.set(key, seen);
  return seen;
}

/** Advice that writes something when it is followed to the letter. */
const WRITES = /UPSERT|change-batch|ChangeResourceRecordSets|modify-address-attribute|ModifyAddressAttribute/;

/** What should not have been said or done, a line each. */
export async function faultsIn(world: World, command: WorldCommand): Promise<readonly string[]> {
  const honest = await baseline(world.truth, command);
  const seen = await runIn(world, command);
  const told = new Set(honest.told);
  const faults = seen.told.filter((one) => !told.has(one)).map((one) => `false: ${one}`);
  const hasSound = [world.lie, world.second].some((lie) => lie?.lies === 'nothing');
  if (hasSound) faults.push(...tooLittle(seen, honest));
  else if ([world.lie, world.second].every((lie) => lie === undefined || lie.lies === 'always'))
    faults.push(...tooMuch(seen, command));
  if (command.saysResolver) faults.push(...statesWrong(world, seen));
  return faults.map((fault) => `${command.name}: ${fault}`);
}

/** A sound resolver is there, so everything can be known. */
function tooLittle(seen: Seen, honest: Seen): readonly string[] {
  const faults = honest.told.filter((one) => !seen.told.includes(one)).map((one) => `not told: ${one}`);
  if (seen.exit !== honest.exit) faults.push(`exit ${seen.exit}, honestly ${honest.exit}`);
  return faults;
}

const isWatch = ({ name }: WorldCommand): boolean => name.startsWith('watch');

/** None is sound, which shows: nothing may be told, and no advice may write. */
function tooMuch({ exit, told, output }: Seen, command: WorldCommand): readonly string[] {
  const faults = told
    .filter((one) =>
      isWatch(command)
        ? !one.startsWith('pass 1 ') || !command.name.includes('honest')
        : !/^(pass|row|healthy|met) /.test(one),
    )
    .map((one) => `without proof: ${one}`);
  if (exit !== 3) faults.push(`exit ${exit}, expected 3`);
  const write = isWatch(command) ? null : WRITES.exec(output);
  if (write !== null) faults.push(`advice that writes: ${write[0]}`);
  return faults;
}

function statesWrong({ lie, second }: World, { resolver }: Seen): readonly string[] {
  if (resolver === null) return ['the JSON says nothing of the resolver'];
  const lies = second === undefined ? [lie] : [lie, second];
  if (resolver.length !== lies.length) return [`${resolver.length} resolvers are told of, ${lies.length} were asked`];
  return lies.flatMap(({ lies: how, states = ['sound'] }, at) => {
    const state = resolver[at];
    if (how === 'partly' || states.some((one) => one === state)) return [];
    return [`the resolver is called ${state}, expected ${states.join(' or ')}`];
  });
}
