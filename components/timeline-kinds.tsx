import type { ReactNode } from "react";
import type { BarKind, MarkKind } from "@/lib/access/timeline";
import type { Tone } from "./tone";

/** How a kind of period is drawn: filled, framed (given, not paid) or dashed (not real money). */
export const barKinds: Record<BarKind, { word: string; tone: Tone; look: "filled" | "framed" | "dashed" }> = {
  paid: { word: "Paid", tone: "active", look: "filled" },
  trial: { word: "Trial", tone: "info", look: "framed" },
  grace: { word: "Grace period", tone: "warning", look: "framed" },
  billing_issue: { word: "Billing issue", tone: "warning", look: "filled" },
  comp: { word: "Comp", tone: "comp", look: "framed" },
  free: { word: "Free", tone: "comp", look: "dashed" },
  sandbox: { word: "Sandbox", tone: "over", look: "dashed" },
};

export const barLooks = {
  filled: "fill-tone-solid stroke-tone-solid",
  framed: "fill-tone-soft stroke-tone-solid",
  dashed: "fill-transparent stroke-tone-solid [stroke-dasharray:3_2]",
};

/** Marks that come in hundreds are dots of one path; the rare ones have a shape of their own, drawn around 0,0. */
export const markKinds: Record<MarkKind, { word: string; tone: Tone; dot?: number; shape?: ReactNode }> = {
  purchase: { word: "Purchase", tone: "info", dot: 8 },
  renewal: { word: "Renewal", tone: "active", dot: 5 },
  refund: { word: "Refund", tone: "wrong", shape: <path d="M0-5.5 5.5 0 0 5.5-5.5 0Z" /> },
  cancelled: { word: "Auto-renew off", tone: "ending", shape: <path d="M-4-4h8v8h-8Z" /> },
  billing_issue: { word: "Billing issue", tone: "warning", shape: <path d="M0-5.5 5.5 4.5h-11Z" /> },
};
