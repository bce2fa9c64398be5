import "server-only";

const looking = new Set<Promise<void>>();
let isStopped = false;

/**
 * Does `look` again and again for as long as the process runs, each time `everyMs` after the last one ended: however long one
 * takes, there are never two at once. `look` must not reject. It keeps no process from ending.
 */
export function repeat(look: () => Promise<void>, everyMs: number): void {
  const again = () => {
    if (isStopped) return;
    const one = look().finally(() => {
      looking.delete(one);
      repeat(look, everyMs);
    });
    looking.add(one);
  };
  setTimeout(again, everyMs).unref();
}

/** From now on nothing is done again; resolves once what is being done has ended. */
export async function stopRepeating(): Promise<void> {
  isStopped = true;
  await Promise.all(looking);
}
