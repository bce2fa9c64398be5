/** The value below which the share `q` (0 to 1) of the samples lies. */
export function quantile(samples: number[], q: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

export const median = (samples: number[]) => {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 ? quantile(sorted, 0.5) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

/** One contestant's samples, a list for each round. */
export type Rounds = number[][];

/**
 * Lets the contestants take turns, A B A B, so that what else the machine does hits all of them alike. The first round warms
 * up and is thrown away.
 */
export async function takeTurns<Name extends string>(
  rounds: number,
  contestants: Record<Name, () => Promise<number[]>>,
): Promise<Record<Name, Rounds>> {
  const names = Object.keys(contestants) as Name[];
  const taken = Object.fromEntries(names.map((name) => [name, [] as Rounds])) as Record<Name, Rounds>;
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const samples = await contestants[name]();
      if (round > 0) taken[name].push(samples);
    }
  }
  return taken;
}

export const medianOf = (rounds: Rounds) => median(rounds.flat());
export const p99Of = (rounds: Rounds) => quantile(rounds.flat(), 0.99);

/** The ratio of two contestants, round by round, for the load of the machine drifts: the median round, the lowest and the highest. */
export function ratioOf(ours: Rounds, theirs: Rounds, of: (samples: number[]) => number = median) {
  const each = ours.map((samples, round) => of(samples) / of(theirs[round] ?? []));
  return { ratio: median(each), low: Math.min(...each), high: Math.max(...each) };
}

export type Ratio = ReturnType<typeof ratioOf>;
