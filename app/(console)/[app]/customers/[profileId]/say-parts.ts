import { sayInstant } from "@/components/time-format";
import type { Part } from "@/lib/access/parts";

/** A sentence for where no component can be shown: a toast, a text to copy. */
export const sayParts = (parts: Part[], timeZone: string): string =>
  parts
    .map((part) =>
      typeof part === "string" ? part : "instant" in part ? sayInstant(part.instant, timeZone) : part.text,
    )
    .join("");
