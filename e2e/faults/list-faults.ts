import { setTimeout as wait } from "node:timers/promises";
import { WRITE_TOTAL_MS } from "../../lib/adapty/limits";
import type { Chance } from "./chance";
import { reply, type Toxic } from "./proxy";
import { afterwards, cut, drip, html, instead, json, reset, tooMany, withText } from "./toxics";

/**
 * What becomes of a write that met the fault, with nothing else in its way. taken: the one sending took effect; resent: it did
 * not, and the console sent it once more; both: the console sent it once more, and then the first landed as well, with the same
 * bytes and so to the same end; refused: sent once, and surely not done.
 */
export type Ending = "taken" | "resent" | "both" | "refused";
export type Fault = { name: string; rows: string; ending: Ending; toxic: Toxic };

const LATE_MS = WRITE_TOTAL_MS + 2_000;
const SOON_MS = 2_000;
const STATUS_500 = {
  errors: [{ source: null, errors: ["A fault of ours"] }],
  error_code: "server_error",
  status_code: 500,
};

const retryAfters: [string, string | undefined][] = [
  ["in seconds", "2"],
  ["as a date", "Fri, 31 Dec 2100 23:59:59 GMT"],
  ["missing", undefined],
  ["0", "0"],
  ["negative", "-5"],
  ["86400", "86400"],
  ["garbage", "soon; please"],
];

/** Every fault that a write may meet on its way, by name. `chance`: where an answer is cut. */
export function listFaults(chance: Chance): Fault[] {
  const fault = (name: string, rows: string, ending: Ending, toxic: Toxic): Fault => ({ name, rows, ending, toxic });
  return [
    fault("none", "", "taken", async ({ response, pass }) => reply(response, await pass())),
    fault("latency", "", "taken", async ({ response, pass }) => {
      await wait(SOON_MS);
      reply(response, await pass());
    }),
    fault("stall after it took effect", "F01", "taken", async ({ pass }) => void (await pass())),
    fault("stall before", "F02", "resent", () => {}),
    fault("takes effect after the time-out", "F03", "taken", async ({ pass }) => {
      await wait(LATE_MS);
      await pass();
    }),
    fault("takes effect after it was sent again", "F03", "both", ({ bury }) => bury()),
    fault("reset before", "F04", "resent", reset),
    fault("reset after", "F04", "taken", async (exchange) => {
      await exchange.pass();
      await reset(exchange);
    }),
    ...(["content-length", "chunked", "close-delimited"] as const).map((framing) =>
      fault(`answer cut, ${framing}`, "F05", "taken", cut(chance, framing)),
    ),
    fault(
      "500 with effect",
      "F07",
      "taken",
      afterwards(() => json(500, STATUS_500)),
    ),
    fault("500 without effect", "F07", "resent", instead(json(500, STATUS_500))),
    ...[502, 503, 504].flatMap((status) => [
      fault(
        `${status} as HTML with effect`,
        "F08",
        "taken",
        afterwards(() => html(status)),
      ),
      fault(`${status} as HTML without effect`, "F08", "resent", instead(html(status))),
    ]),
    ...retryAfters.map(([name, header]) => fault(`429, Retry-After ${name}`, "F09", "refused", tooMany(header))),
    fault(
      "200 as HTML with effect",
      "F11",
      "taken",
      afterwards(() => html(200)),
    ),
    fault("200 as HTML without effect", "F11", "resent", instead(html(200))),
    fault("404 as HTML without effect", "F08", "resent", instead(html(404))),
    fault(
      "broken JSON",
      "F12",
      "taken",
      withText((text) => `${text.slice(0, -1)},}`),
    ),
    fault(
      "a BOM before the JSON",
      "F12",
      "taken",
      withText((text) => `\uFEFF${text}`),
    ),
    fault(
      "empty body",
      "F12",
      "taken",
      withText(() => ""),
    ),
    fault(
      "another charset",
      "F12",
      "taken",
      afterwards((real) => ({
        ...json(200, ""),
        headers: { "content-type": "application/json; charset=utf-16" },
        body: Buffer.from(real.body.toString(), "utf16le"),
      })),
    ),
    fault(
      "gzip that is none",
      "F12",
      "taken",
      afterwards((real) => ({ ...real, headers: { ...real.headers, "content-encoding": "gzip" } })),
    ),
    fault(
      "a key twice",
      "F12",
      "taken",
      withText((text) => text.replace(/}$/, ',"data":{"profile_id":null}}')),
    ),
    fault(
      "__proto__ as a key",
      "F12",
      "taken",
      withText((text) => text.replace(/}$/, ',"__proto__":{"ok":true}}')),
    ),
    fault("one byte a second", "F17", "taken", drip),
    fault(
      "another customer's profile",
      "F33",
      "taken",
      withText((text) => text.replace(/"profile_id":"\w{4}/, '"profile_id":"0000')),
    ),
  ];
}
