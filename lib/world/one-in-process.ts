import "server-only";

/**
 * What a process has one of, made at first use. Next holds several instances of a module in one process, so what stands in a
 * module is not one; `name` tells it from everything else that is.
 */
export function oneInProcess<Value>(name: `console${string}`, make: () => Value): Value {
  const held = globalThis as typeof globalThis & Record<string, Value | undefined>;
  held[name] ??= make();
  return held[name];
}
