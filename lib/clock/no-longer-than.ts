import "server-only";
import { after } from "@/lib/world/world";

/** Waits for what is being done, but no longer than so many ms; it goes on all the same. Rejects only when it did in that time. */
export async function noLongerThan(ms: number, done: Promise<unknown>): Promise<void> {
  let callOff = () => {};
  const late = new Promise<void>((resolve) => {
    callOff = after(ms, resolve);
  });
  await Promise.race([done, late]).finally(callOff);
}
