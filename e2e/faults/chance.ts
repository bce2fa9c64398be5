/** Chance that a seed decides: the same seed, the same story. */
export function createChance(seed: number) {
  let state = seed >>> 0;
  /** Mulberry32. */
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (count: number): number => Math.floor(fraction() * count);
  const bytes = (count: number): Buffer => Buffer.from(Array.from({ length: count }, () => below(256)));
  return {
    fraction,
    below,
    bytes,
    /** From `least` to less than `most`. */
    between: (least: number, most: number): number => least + fraction() * (most - least),
    pick: <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item,
    /** A UUID, version 4. */
    id: (): string => {
      const hex = [0, 1, 2, 3].map(() => below(4_294_967_296).toString(16).padStart(8, "0")).join("");
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
    },
  };
}

export type Chance = ReturnType<typeof createChance>;
