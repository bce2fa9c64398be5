"use server";

import { revealPersonal as reveal } from "@/lib/customers/reveal";
import { revealSchema } from "@/lib/customers/reveal-input";
import { agentAction } from "@/lib/operations/agent-action";

/** Answers the one value that was asked for. */
export const revealPersonal = agentAction({ operation: "personal.reveal", input: revealSchema, run: reveal });
