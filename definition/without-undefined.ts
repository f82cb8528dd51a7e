// Optional keys as this project's types want them: absent, never undefined.

/** The same with `key?: T` in place of `key?: T | undefined`. */
export type WithoutUndefined<Value> = Value extends unknown ? { [Key in keyof Value]: Exclude<Value[Key], undefined> } : never;

/** A copy without the keys whose value is undefined. */
export function withoutUndefined<Value extends object>(value: Value): WithoutUndefined<Value> {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as WithoutUndefined<Value>;
}
