/**
 * An unordered crowd that members join and leave all the time. Not a Set: V8 links each table that a busy Set or Map
 * outgrows to the next one, and once one of them is old, all that ever was in the later ones waits for a full
 * collection. At 30,000 questions a second that was 100 MB.
 */
export type RosterMember = {
  /** Its place, kept by the roster; -1 outside. */
  slot: number;
};

export class Roster<T extends RosterMember> {
  readonly #members: T[] = [];

  get size(): number {
    return this.#members.length;
  }

  add(member: T): void {
    member.slot = this.#members.length;
    this.#members.push(member);
  }

  /** False if it was not there. */
  remove(member: T): boolean {
    const last = this.#members.at(-1);
    if (member.slot < 0 || last === undefined) return false;
    this.#members[member.slot] = last;
    last.slot = member.slot;
    this.#members.pop();
    member.slot = -1;
    return true;
  }

  find(wanted: (member: T) => boolean): T | undefined {
    return this.#members.find(wanted);
  }

  /** Those present now, whatever happens to them while the caller goes through them. */
  present(): readonly T[] {
    return [...this.#members];
  }
}
