import type { Agent } from "@/lib/auth/session";
import type { JournalRow } from "./journal-row";

/** Whoever asked for it, as they are now; a second person acts for who asked, as they were then. */
export function actingFor(
  { agent }: JournalRow,
  { id, role, elevationId }: Pick<Agent, "id" | "role" | "elevationId">,
): JournalRow["agent"] {
  if (id !== agent.id && elevationId === undefined) return agent;
  const { elevationId: _, ...asked } = agent;
  return { ...asked, role, ...(elevationId !== undefined && { elevationId }) };
}
