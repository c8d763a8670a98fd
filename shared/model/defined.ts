/** Fields whose value is undefined are left out: an optional field is absent, and not there as `undefined`. */
export type Defined<T extends object> = {
  [K in keyof T as undefined extends T[K] ? never : K]: T[K];
} & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** `{ ...defined({ helo }) }` has a `helo` only where there is one. */
export function defined<const T extends object>(fields: T): Defined<T> {
  const kept: Partial<T> = {};
  for (const key in fields) if (fields[key] !== undefined) kept[key] = fields[key];
  // What is left is what the type says, which no loop can show the compiler.
  return kept as unknown as Defined<T>;
}
