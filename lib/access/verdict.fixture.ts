import type { Part } from "./parts";
import { NOW, view } from "./profile.fixture";
import { readVerdict } from "./verdict";

type Sections = Parameters<typeof view>[0];
const day = (ms: number) => `{${new Date(ms).toISOString().slice(0, 10)}}`;
const say = (parts: Part[]) =>
  parts
    .map((part) => (typeof part === "string" ? part : "row" in part ? `[${part.text}]` : day(part.instant)))
    .join("");
/** The verdict as a person reads it: what links stands in [ ], days in { }. */
export function read(sections: Sections, now = NOW) {
  const { answer, tone, headline, proofs } = readVerdict(view(sections), now);
  return { answer, tone, headline: say(headline), proofs: proofs.map((proof) => say(proof.parts)) };
}
