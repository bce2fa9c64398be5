import { createCalls, type Effect } from "../../../lib/emulator/calls";
import type { AppId } from "../../../lib/emulator/catalogue";
import { envelope, Refusal } from "../../../lib/emulator/envelope";
import { type SeedProfile, seedProfile } from "../../../lib/emulator/seed";
import { openStore } from "../../../lib/emulator/store";
import { parseBody } from "../../../lib/emulator/validate";

export const APP: AppId = "acme-ios";

/** A call as it arrives at Adapty. */
export type Request = { method: string; path: string; profileId: string; body: string };
/** What Adapty answers, and what it did. */
export type Answer = { status: number; body: string; effect: Effect | undefined };

/** Adapty itself: the emulator's own state and rules, without a wire between. */
export function openAdapty() {
  const store = openStore(":memory:");
  let now = () => 0;
  let effect: Effect | undefined;
  const options = { now: () => now(), strictInstallationMeta: false, unknownProductLevel: "premium" };
  const calls = createCalls(store, options, (kind) => {
    effect = kind;
  });

  return {
    /** Empties it, and puts these customers in. */
    async begin(clock: () => number, customers: SeedProfile[]): Promise<void> {
      now = clock;
      store.write(() => {
        store.clear();
        for (const customer of customers) seedProfile(store, APP, customer, now());
      });
      await store.settled();
    },
    async call({ method, path, profileId, body }: Request): Promise<Answer> {
      effect = undefined;
      try {
        const call = calls[`${method} ${path}`];
        if (!call) throw new Error(`There is no ${method} ${path}.`);
        const text = await call({ app: APP, identity: { profileId }, body: parseBody(Buffer.from(body)) });
        return { status: text === null ? 204 : 200, body: text ?? "", effect };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return { status: error.status, body: JSON.stringify(envelope(error)), effect: undefined };
      }
    },
  };
}

export type Adapty = ReturnType<typeof openAdapty>;
