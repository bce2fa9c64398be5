import "server-only";

/**
 * Does `look` again and again for as long as the process runs, each time `everyMs` after the last one ended: however long one
 * takes, there are never two at once. `look` must not reject. It keeps no process from ending.
 */
export function repeat(look: () => Promise<void>, everyMs: number): void {
  setTimeout(() => void look().finally(() => repeat(look, everyMs)), everyMs).unref();
}
