import { answer } from "@/lib/auth/agent-route";
import { bears } from "@/lib/auth/bearer";
import { env } from "@/lib/env";
import { writeMetrics } from "@/lib/metrics/write-metrics";

export const dynamic = "force-dynamic";

/** For Prometheus, which bears METRICS_TOKEN: what this process counts and measures. Without that variable there is nothing here. */
export async function GET(request: Request): Promise<Response> {
  const { metricsToken } = env.outside;
  if (metricsToken === undefined) {
    return answer(404, { error: { code: "no_such_route", message: "There is nothing at this address." } });
  }
  if (!bears(request.headers, metricsToken)) {
    const message = "Nothing was read: this address wants a token, as the README says under “Seen from outside”.";
    const refused = answer(401, { error: { code: "no_token", message } });
    refused.headers.set("WWW-Authenticate", 'Bearer realm="metrics"');
    return refused;
  }
  const { type, text } = await writeMetrics(new Date());
  return new Response(text, { headers: { "Content-Type": type, "Cache-Control": "no-store" } });
}
