/** A test by its file and its title; a fault of `npm run faults:real` by its name alone. */
export type Proof = [file: string, title: string] | [fault: string];
/** What shows that a fault ends as it must; `not`: what of it does not apply, or not yet, and why. */
export type Row = { fault: string; proofs: Proof[]; not?: string };

export const faulted = (...names: string[]): Proof[] => names.map((name) => [name]);
export const parts = (...names: string[]): Proof[] => names.map((name) => ["e2e/faults/real.ts", name]);
export const operations = (file: string, ...titles: string[]): Proof[] =>
  titles.map((title) => [`lib/operations/${file}.test.ts`, title]);
export const adapty = (file: string, ...titles: string[]): Proof[] =>
  titles.map((title) => [`lib/adapty/${file}.test.ts`, title]);
export const journey = (file: string, ...titles: string[]): Proof[] =>
  titles.map((title) => [`e2e/journeys/${file}.spec.ts`, title]);

export const BULK = "One operation at a time is all there is so far: what concerns many rows at once comes with bulk.";
