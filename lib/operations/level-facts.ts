import { sameInstant } from "@/lib/adapty/instant";
import type { AccessLevel } from "@/lib/adapty/profile";

type Fact = string | boolean | null | undefined;

export type LevelFacts = Pick<AccessLevel, "access_level_id" | "starts_at" | "expires_at" | "store_transaction_id">;

/** Whether all facts of two entries are the same, an instant also with fewer digits. Null is an entry that is not there. */
export const sameFacts = <Facts extends { [Name in keyof Facts]?: Fact }>(a: Facts | null, b: Facts | null): boolean =>
  a === null || b === null
    ? a === b
    : (Object.keys({ ...a, ...b }) as (keyof Facts)[]).every((name) => sameInstant(a[name] ?? null, b[name] ?? null));

/** The levels, or those of one id, without what changes by the clock alone. */
export const levelFacts = (levels: readonly LevelFacts[], levelId?: string): LevelFacts[] =>
  levels
    .filter((level) => levelId === undefined || level.access_level_id === levelId)
    .map(({ access_level_id, starts_at, expires_at, store_transaction_id }) => ({
      access_level_id,
      starts_at,
      expires_at,
      store_transaction_id,
    }));

/** Whether both are the same levels, in any order. */
export function sameLevels(a: LevelFacts[], b: LevelFacts[]): boolean {
  const rest = [...b];
  const isInRest = (level: LevelFacts) => {
    const at = rest.findIndex((other) => sameFacts(level, other));
    return at >= 0 && rest.splice(at, 1).length > 0;
  };
  return a.length === b.length && a.every(isInRest);
}
