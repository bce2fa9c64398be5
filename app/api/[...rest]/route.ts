import { agentRoute, answer } from "@/lib/auth/agent-route";

const nothing = agentRoute("console.open", async () =>
  answer(404, { error: { code: "no_such_route", message: "There is nothing at this address." } }),
);

// Without these an address that is no route falls to the page "not found", and a POST to that to Next's decoders.
export const GET = nothing;
export const POST = nothing;
export const PUT = nothing;
export const PATCH = nothing;
export const DELETE = nothing;
