type Due = { at: number; order: number; act: (() => unknown) | undefined };

const before = (one: Due, other: Due) => one.at < other.at || (one.at === other.at && one.order < other.order);

/** What is to happen, the soonest first. */
function createHeap() {
  const held: Due[] = [];
  const swap = (a: number, b: number) => {
    [held[a], held[b]] = [held[b] as Due, held[a] as Due];
  };
  return {
    first: () => held[0],
    push(due: Due): void {
      held.push(due);
      for (let at = held.length - 1; at > 0; ) {
        const parent = (at - 1) >> 1;
        if (!before(held[at] as Due, held[parent] as Due)) return;
        swap(at, parent);
        at = parent;
      }
    },
    pop(): Due | undefined {
      const first = held[0];
      const last = held.pop();
      if (!first || !last || first === last) return first;
      held[0] = last;
      for (let at = 0; ; ) {
        const [left, right] = [2 * at + 1, 2 * at + 2];
        let least = at;
        if (left < held.length && before(held[left] as Due, held[least] as Due)) least = left;
        if (right < held.length && before(held[right] as Due, held[least] as Due)) least = right;
        if (least === at) return first;
        swap(at, least);
        at = least;
      }
    },
  };
}

/** All that was awaited goes on until it waits for the timeline again. */
const drain = () => new Promise<void>((resolve) => setImmediate(resolve));
/** What was just begun waits for the emulator's commit and for a body's stream, each a turn of Node's own loop. */
const TURNS = 3;

/**
 * Time that passes only from one thing that is to happen to the next: days in milliseconds, and the same order for the same seed.
 * Milliseconds from the beginning of the story.
 */
export function createTimeline() {
  const heap = createHeap();
  let now = 0;
  let order = 0;

  function nextAt(): number {
    while (heap.first() && !heap.first()?.act) heap.pop();
    return heap.first()?.at ?? Number.POSITIVE_INFINITY;
  }

  return {
    now: () => now,
    nextAt,
    /** Does it in so many ms, unless it is called off by what this answers. */
    after(ms: number, act: () => unknown): () => void {
      order += 1;
      const due: Due = { at: now + Math.max(0, ms), order, act };
      heap.push(due);
      return () => {
        due.act = undefined;
      };
    },
    /** Does the next thing there is. */
    async step(): Promise<void> {
      nextAt();
      const due = heap.pop();
      if (!due?.act) return;
      now = due.at;
      await due.act();
      await drain();
    },
    /** For when nothing happens before `at`. */
    jump(at: number): void {
      now = Math.max(now, at);
    },
    drain,
    async settle(): Promise<void> {
      for (let turn = 0; turn < TURNS; turn++) await drain();
    },
  };
}

export type Timeline = ReturnType<typeof createTimeline>;
