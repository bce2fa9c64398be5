import type { Role } from "./permissions";

type PracticeAgent = { id: string; name: string; email: string; role: Role };

const PREFIX = "practice-";

/** Those who sign in by one click in practice mode. They have no password. */
export const practiceAgents: readonly PracticeAgent[] = [
  { id: `${PREFIX}vera`, name: "Vera", email: "vera@practice.example", role: "viewer" },
  { id: `${PREFIX}alex`, name: "Alex", email: "alex@practice.example", role: "agent" },
  { id: `${PREFIX}lena`, name: "Lena", email: "lena@practice.example", role: "lead" },
  { id: `${PREFIX}adam`, name: "Adam", email: "adam@practice.example", role: "admin" },
  { id: `${PREFIX}audrey`, name: "Audrey", email: "audrey@practice.example", role: "auditor" },
];

export const isOneClick = (id: string): boolean => practiceAgents.some((agent) => agent.id === id);

/** The id of something that is made in practice mode. */
export const toPracticeId = (rest: string): string => `${PREFIX}${rest}`;

/** A console that goes live on the same database must not let them in. better-auth's own ids hold no dash. */
export const isPracticeId = (id: string): boolean => id.startsWith(PREFIX);
