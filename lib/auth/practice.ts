import "server-only";
import type { Auth } from "./auth";
import type { Role } from "./permissions";
import { practiceAgents } from "./practice-agents";

/** Signs in as the practice agent of this role, whose account is made at first use. The answer carries the cookie. */
export async function signInToPractice(auth: Auth, role: Role, headers: Headers): Promise<Response> {
  const agent = practiceAgents.find((candidate) => candidate.role === role);
  if (!agent) throw new Error(`No practice agent is ${role}.`);
  const { adapter, internalAdapter } = await auth.$context;
  if (!(await internalAdapter.findUserById(agent.id))) {
    const now = new Date();
    const data = { ...agent, emailVerified: true, createdAt: now, updatedAt: now };
    try {
      await adapter.create({ model: "user", data, forceAllowId: true });
    } catch (error) {
      // Two first clicks at once: the other one made the account.
      if (!(await internalAdapter.findUserById(agent.id))) throw error;
    }
  }
  return auth.api.openSession({ body: { userId: agent.id }, headers, asResponse: true });
}
