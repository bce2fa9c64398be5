import { isReady } from "@/lib/health/read-health";

export const dynamic = "force-dynamic";

/** For load balancers: 200 when requests can be answered, else 503. What is wrong it tells nobody: /api/health/details does. */
export async function GET(): Promise<Response> {
  const ready = await isReady();
  const headers = { "cache-control": "no-store" };
  return Response.json({ status: ready ? "ok" : "unavailable" }, { status: ready ? 200 : 503, headers });
}
