/** What a colour may mean. Every tone is drawn with its own shape and a word beside it, never as colour alone. */
export type Tone = "active" | "ending" | "info" | "warning" | "over" | "wrong" | "unknown" | "comp";
