import "server-only";
import { after } from "@/lib/world/world";

/** In the place of what did not come in time. */
export const LATE = Symbol("late");

/** What is being done, but waits no longer than so many ms and answers LATE then; it goes on all the same. Rejects only when it did in that time. */
export async function noLongerThan<Value>(ms: number, done: Promise<Value>): Promise<Value | typeof LATE> {
  let callOff = () => {};
  const late = new Promise<typeof LATE>((resolve) => {
    callOff = after(ms, () => resolve(LATE));
  });
  return Promise.race([done, late]).finally(callOff);
}
