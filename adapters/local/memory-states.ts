/** States, each written under the version it was read with, together with the notices about it. */
import { defined } from '../../shared/model/defined.ts';
import type { Notice } from '../../shared/model/incident.ts';
import { isHomeOnly } from '../../shared/watch/incidents/groups.ts';
import { readState, type TargetState } from '../../shared/watch/incidents/state.ts';
import type { Commit, Memory } from '../../shared/watch/run/memory.ts';
import type { Sql } from './memory-file.ts';
import { remember } from './memory-incidents.ts';

/** Null where there is none. */
export function storedState({ all }: Sql, target: string): TargetState | null {
  const [row] = all('SELECT state FROM states WHERE target = ?', target);
  return row === undefined ? null : readState(String(row['state']));
}

export function stateOperations(
  sql: Sql,
  channels: readonly string[],
): Pick<Memory, 'states' | 'knownTargets' | 'commit'> {
  const { run, all, transaction } = sql;
  const write = ({ target, version }: TargetState, json: string, expected: number) =>
    expected === 0
      ? run('INSERT OR IGNORE INTO states VALUES (?, ?, ?)', target, version, json)
      : run(
          'UPDATE states SET version = ?, state = ? WHERE target = ? AND version = ?',
          version,
          json,
          target,
          expected,
        );
  const put = (notice: Notice, channel: string) =>
    run(
      'INSERT OR IGNORE INTO outbox (id, channel, notice) VALUES (?, ?, ?)',
      notice.id,
      channel,
      JSON.stringify(notice),
    );
  const commitOne = ({ state, expected, notices, recordOnly = [], incidents = [] }: Commit): boolean => {
    if (Number(write(state, JSON.stringify(state), expected).changes) === 0) return false;
    for (const notice of notices) for (const channel of channels) put(notice, channel);
    remember(sql, [...notices, ...recordOnly], incidents);
    return true;
  };
  return {
    states: async (targets) => {
      const rows = targets.flatMap((target) => all('SELECT state FROM states WHERE target = ?', target));
      const states = rows.map(({ state }) => readState(String(state)));
      return new Map(states.map((state) => [state.target, state]));
    },
    knownTargets: async () => {
      const rows = all("SELECT target, state ->> 'place' AS place FROM states");
      return rows
        .filter(({ target }) => !isHomeOnly(String(target)))
        .map(({ target, place }) => ({
          target: String(target),
          ...defined({ place: place === null ? undefined : String(place) }),
        }));
    },
    commit: async (commits: readonly Commit[]) =>
      transaction(() => {
        const conflicts = commits.filter((commit) => !commitOne(commit));
        return conflicts.map(({ state }) => state.target);
      }),
  };
}
