import { z } from "zod";

/** What a reason may be offered for: giving access, ending or shortening it, deleting a customer, revealing personal data. */
export const reasonKinds = ["give", "end", "delete", "reveal"] as const;
export type ReasonKind = (typeof reasonKinds)[number];

export const reasonKindNames: Record<ReasonKind, string> = {
  give: "giving access",
  end: "ending access",
  delete: "deleting",
  reveal: "revealing",
};

export const reasonSchema = z.strictObject({
  code: z.string().regex(/^[A-Z0-9-]{1,12}$/, "A code has 1 to 12 capital letters, digits and dashes."),
  label: z.string().min(1, "Name the reason.").max(60, "At most 60 characters."),
  noteRequired: z.boolean(),
  /** Where it is offered; an earlier console saved none, and offered every reason everywhere. */
  kinds: z.array(z.enum(reasonKinds)).min(1, "Tick what it is offered for.").optional(),
});
export type Reason = z.infer<typeof reasonSchema>;

/** Those of the team's reasons that are offered, and taken, for this. */
export const reasonsFor = (reasons: readonly Reason[], kind: ReasonKind): Reason[] =>
  reasons.filter(({ kinds }) => kinds === undefined || kinds.includes(kind));

/** A sentence where nothing would be left to choose for something that asks for a reason. */
export function whyNoneLeft(reasons: readonly Reason[]): string | null {
  const left = reasonKinds.filter((kind) => reasonsFor(reasons, kind).length === 0);
  return left.length > 0
    ? `Keep at least one reason for ${left.map((kind) => reasonKindNames[kind]).join(" and for ")}.`
    : null;
}

const access: ReasonKind[] = ["give", "end"];

export const defaultReasons: Reason[] = [
  { code: "BILLING", label: "Billing error", noteRequired: false, kinds: access },
  { code: "OUTAGE", label: "Outage or bug", noteRequired: false, kinds: access },
  { code: "COURTESY", label: "Courtesy", noteRequired: false, kinds: access },
  { code: "PARTNER", label: "Partner or press", noteRequired: false, kinds: access },
  { code: "MISTAKE", label: "Given by mistake", noteRequired: false, kinds: ["end"] },
  { code: "ERASURE", label: "Customer asked for erasure", noteRequired: false, kinds: ["delete"] },
  { code: "TEST-PROFILE", label: "Test or duplicate profile", noteRequired: false, kinds: ["delete"] },
  { code: "VERIFY", label: "Verifying the caller", noteRequired: false, kinds: ["reveal"] },
  { code: "CONTACT", label: "Contacting the customer", noteRequired: false, kinds: ["reveal"] },
  { code: "OTHER", label: "Other", noteRequired: true, kinds: [...reasonKinds] },
];
