import type { Part } from "@/lib/access/parts";
import { Time } from "./time";

/** A sentence given as data: dates get their zone, and what it rests on links to the row that proves it. */
export function Sentence({ parts }: { parts: Part[] }) {
  return parts.map((part, position) => {
    if (typeof part === "string") return part;
    // biome-ignore lint/suspicious/noArrayIndexKey: a sentence's parts are never reordered
    if ("instant" in part) return <Time key={position} at={part.instant} />;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a sentence's parts are never reordered
      <a key={position} href={`#${part.row}`} className="link">
        <bdi>{part.text}</bdi>
      </a>
    );
  });
}
