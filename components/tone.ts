import type { Tone as StateTone } from "@/lib/access/state";

/** What a colour may mean. Every tone is drawn with its own shape and a word beside it, never as colour alone. */
export type Tone = StateTone | "comp";
