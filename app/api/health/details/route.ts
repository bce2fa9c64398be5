import { agentRoute, answer } from "@/lib/auth/agent-route";
import { bears } from "@/lib/auth/bearer";
import { env } from "@/lib/env";
import { verdictOf } from "@/lib/health/judge";
import { readHealth } from "@/lib/health/read-health";

async function tell(): Promise<Response> {
  const parts = await readHealth(new Date());
  return answer(200, { status: verdictOf(parts), parts });
}

const tellAgent = agentRoute("health.read", tell);

/** What is degraded, for a monitor that bears METRICS_TOKEN and for whoever is signed in and may see it. Always 200: it is no probe. */
export async function GET(request: Request, context: { params: Promise<object> }): Promise<Response> {
  const { metricsToken } = env.outside;
  return metricsToken !== undefined && bears(request.headers, metricsToken) ? tell() : tellAgent(request, context);
}
