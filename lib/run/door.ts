import type { ServerResponse } from "node:http";

/** The console's door: it counts who is inside, and lets nobody else in once it is shut. */
export function createDoor() {
  const inside = new Set<ServerResponse>();
  let isShut = false;
  let emptied = () => {};
  return {
    isShut: () => isShut,
    /** A request that is let in; it has left when its answer is sent, or when whoever waited for it has gone. */
    enter(response: ServerResponse): void {
      inside.add(response);
      response.once("close", () => {
        inside.delete(response);
        if (inside.size === 0) emptied();
      });
    },
    /** Shuts it; resolves once nobody is inside. */
    shut(): Promise<void> {
      isShut = true;
      return inside.size === 0 ? Promise.resolve() : new Promise((resolve) => (emptied = resolve));
    },
  };
}

export type Door = ReturnType<typeof createDoor>;
