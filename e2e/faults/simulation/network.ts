import type { Chance } from "../chance";
import type { Adapty, Answer, Request } from "./adapty";
import type { Book } from "./book";
import { type Fate, type Fault, fateOf } from "./faults";
import type { Ledger } from "./ledger";
import type { Timeline } from "./timeline";

export type Planned = { fault: Fault; of: "read" | "write" | "any"; times: number };

/** What stands between one console and the network. */
export type Wire = {
  /** Never answers who is dead. */
  lives: () => boolean;
  after: (ms: number, act: () => void) => () => void;
  /** What its next write meets, whatever else is planned. */
  meets?: () => Fault | undefined;
};

/** Each its own: one that all of them waited for would keep them all. */
const never = () => new Promise<never>(() => {});
const SOMEBODY_ELSE = "00000000-0000-4000-8000-00000000dead";

const connectionLost = (code: string) => Object.assign(new TypeError("fetch failed"), { cause: { code } });

/** A body that breaks off after its first half. */
const cutOff = (text: string) =>
  new ReadableStream({
    start: (stream) => {
      stream.enqueue(new TextEncoder().encode(text.slice(0, text.length >> 1)));
      stream.error(connectionLost("UND_ERR_SOCKET"));
    },
  });

function toResponse(truth: Answer, { answer, spoilt }: Fate): Response {
  const headers = { "content-type": answer?.type ?? "application/json", ...answer?.headers };
  if (answer && answer.status !== 0) return new Response(answer.body ?? "", { status: answer.status, headers });
  const { status, body } = truth;
  if (status === 204) return new Response(null, { status });
  switch (spoilt) {
    case "cut":
      return new Response(cutOff(body), { status, headers });
    case "short":
      return new Response(body.slice(0, body.length - 9), { status, headers });
    case "json":
      return new Response(`\ufeff<${body}`, { status, headers });
    case "empty":
      return new Response("", { status: 200, headers });
    case "identity":
      return new Response(body.replace(/("profile_id":")[^"]+/, `$1${SOMEBODY_ELSE}`), { status, headers });
    default:
      return new Response(body, { status, headers });
  }
}

type Parts = { adapty: Adapty; timeline: Timeline; ledger: Ledger; book: Book; chance: Chance };

/** The network between the consoles and Adapty, with what is planned to go wrong in it. */
export function openNetwork({ adapty, timeline, ledger, book, chance }: Parts) {
  let planned: Planned[] = [];

  function takeFault(write: boolean): Fault | undefined {
    const found = planned.find(({ of }) => of === "any" || (of === "write") === write);
    if (!found) return undefined;
    found.times -= 1;
    if (found.times <= 0) planned = planned.filter((one) => one !== found);
    return found.fault;
  }

  const connect =
    (wire: Wire): typeof fetch =>
    (input, init = {}) => {
      if (!wire.lives()) return never();
      // Nothing leaves then, as with Node's own.
      if (init.signal?.aborted) return Promise.reject(init.signal.reason);
      const headers = init.headers as Record<string, string>;
      const request: Request = {
        method: init.method ?? "GET",
        path: new URL(String(input)).pathname,
        profileId: headers["adapty-profile-id"] ?? "",
        body: typeof init.body === "string" ? init.body : "",
      };
      const isWrite = request.method !== "GET";
      const fate = fateOf((isWrite ? wire.meets?.() : undefined) ?? takeFault(isWrite), chance);
      const sending = isWrite ? ledger.leave(request.profileId, request.body) : undefined;
      if (sending) book.left(sending);
      let truth: Answer = { status: 503, body: "", effect: undefined };
      if (fate.lands !== null && (isWrite || fate.answer)) {
        timeline.after(fate.lands, async () => {
          truth = await adapty.call(request);
          if (sending && truth.effect) ledger.land(sending);
        });
      }
      return new Promise((resolve, reject) => {
        const { answer, breaks } = fate;
        const hear = (tell: () => void) => () => {
          // A signal made of others is kept for as long as anybody listens to it.
          init.signal?.removeEventListener("abort", abort);
          if (sending) sending.answered = true;
          tell();
        };
        const abort = hear(() => reject(init.signal?.reason));
        init.signal?.addEventListener("abort", abort);
        if (answer)
          wire.after(
            answer.at,
            hear(() => resolve(toResponse(truth, fate))),
          );
        if (breaks)
          wire.after(
            breaks.at,
            hear(() => reject(connectionLost(breaks.code))),
          );
      });
    };

  return {
    connect,
    plan: (fault: Planned) => void planned.push({ ...fault }),
    calm: () => {
      planned = [];
    },
  };
}

export type Network = ReturnType<typeof openNetwork>;
