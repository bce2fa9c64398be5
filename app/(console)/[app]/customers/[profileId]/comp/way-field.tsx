"use client";

import { Choices } from "@/components/choices";
import { levelTitle } from "@/lib/access/words";
import type { GrantChoices } from "./plan-grant";

type WayFieldProps = {
  way: GrantChoices["way"];
  levelId: string;
  hasCompProduct: boolean;
  onChange: (way: GrantChoices["way"]) => void;
};

const differences = {
  comp: "Recorded as a transaction at price 0: seen in analytics and by integrations. Adapty recommends it.",
  access: "Access without a transaction: not seen in analytics, and Adapty sends no event when it ends.",
};

export function WayField({ way, levelId, hasCompProduct, onChange }: WayFieldProps) {
  return (
    <Choices
      legend="Way"
      look="bar"
      value={way}
      onChange={({ target }) => onChange(target.value === "comp" ? "comp" : "access")}
      choices={[
        { value: "comp", label: "Comp subscription", disabledReason: hasCompProduct ? undefined : "not set up" },
        { value: "access", label: "Access only" },
      ]}
      hint={
        hasCompProduct
          ? differences[way]
          : `${differences.access} A comp subscription needs a comp product: Settings name none for ${levelTitle(levelId)}.`
      }
    />
  );
}
