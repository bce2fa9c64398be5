import { z } from "zod";
import type { LoggedRequest } from "./counters";

const when = z.enum(["before", "after"]).default("before");

const planned = {
  match: z
    .strictObject({
      method: z.string().optional(),
      /** The whole path, or how it ends: "/set/transaction/". */
      path: z.string().optional(),
      customerUserId: z.string().optional(),
      profileId: z.string().optional(),
    })
    .default({}),
  times: z.number().int().positive().default(1),
};

/**
 * What happens to the next matching calls of Adapty's API. `when` says whether the call takes effect first ("after") or never
 * does ("before"); truncate and drip always answer a call that took effect. A delay of either kind lets it take effect in the
 * end, a hold once the faults are cleared or the calls on hold are let go (DELETE /__emulator/holds).
 */
export const faultSchema = z.discriminatedUnion("mode", [
  z.strictObject({
    ...planned,
    mode: z.literal("status"),
    status: z.number().int().min(200).max(599),
    /** A text is sent as it is, anything else as JSON. */
    body: z.unknown().optional(),
    contentType: z.string().default("application/json"),
    headers: z.record(z.string(), z.string()).default({}),
    when,
  }),
  z.strictObject({ ...planned, mode: z.literal("json"), body: z.unknown(), when }),
  z.strictObject({
    ...planned,
    mode: z.literal("html"),
    status: z.number().int().min(200).max(599).default(502),
    when,
  }),
  z.strictObject({ ...planned, mode: z.literal("delay"), delayMs: z.number().int().min(0), when }),
  z.strictObject({ ...planned, mode: z.literal("hold"), when }),
  z.strictObject({ ...planned, mode: z.literal("reset"), when }),
  z.strictObject({ ...planned, mode: z.literal("truncate"), bytes: z.number().int().min(0).optional() }),
  z.strictObject({ ...planned, mode: z.literal("drip"), intervalMs: z.number().int().positive().default(1000) }),
]);

export type Fault = z.infer<typeof faultSchema>;

const matches = ({ match }: Fault, request: LoggedRequest) =>
  (match.method === undefined || match.method === request.method) &&
  (match.path === undefined || request.path.endsWith(match.path)) &&
  (match.customerUserId === undefined || match.customerUserId === request.headers["adapty-customer-user-id"]) &&
  (match.profileId === undefined || match.profileId === request.headers["adapty-profile-id"]);

/** The faults that wait for their calls, in the order they were given. */
export function createFaultQueue() {
  let waiting: Fault[] = [];
  const held: (() => void)[] = [];
  const letGo = () => {
    for (const go of held.splice(0)) go();
  };
  return {
    add: (fault: Fault) => waiting.push({ ...fault }),
    clear() {
      waiting = [];
      letGo();
    },
    hold: () => new Promise<void>((resolve) => held.push(resolve)),
    letGo,
    take(request: LoggedRequest): Fault | undefined {
      const fault = waiting.find((candidate) => matches(candidate, request));
      if (!fault) return undefined;
      fault.times -= 1;
      if (fault.times === 0) waiting = waiting.filter((candidate) => candidate !== fault);
      return fault;
    },
  };
}

export type FaultQueue = ReturnType<typeof createFaultQueue>;
