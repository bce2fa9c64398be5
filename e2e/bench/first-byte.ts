import { Agent, get } from "node:http";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";

type Target = { url: string; headers?: Record<string, string>; marker: string };

/** Milliseconds until the first byte of `marker` is here (the shell before it does not count), and until all is. */
export function timeFirst({ url, headers, marker }: Target, agent?: Agent): Promise<{ first: number; all: number }> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const asked = get(url, { agent, headers: { "accept-encoding": "gzip", ...headers } }, (answer) => {
      const zipped = answer.headers["content-encoding"] === "gzip";
      const body: Readable = zipped ? answer.pipe(createGunzip()) : answer;
      let text = "";
      let first = Number.NaN;
      body.setEncoding("utf8");
      body.on("data", (chunk: string) => {
        text += chunk;
        if (Number.isNaN(first) && text.includes(marker)) first = performance.now() - began;
      });
      body.on("error", reject);
      body.on("end", () => {
        if (answer.statusCode === 200 && !Number.isNaN(first)) resolve({ first, all: performance.now() - began });
        else reject(new Error(`${url} answered ${answer.statusCode} without ${marker}`));
      });
    });
    asked.on("error", reject);
  });
}

/** `lanes` callers at once, `count` requests in all: the time to first byte of each, and how many were answered a second. */
export async function timeMany(target: Target, lanes: number, count: number) {
  const firsts: number[] = [];
  let left = count;
  // Of this turn alone: a connection kept while the others take theirs is closed by its server just as it is used again.
  const agent = new Agent({ keepAlive: true });
  const began = performance.now();
  const lane = async () => {
    while (left-- > 0) firsts.push((await timeFirst(target, agent)).first);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const perSecond = (1000 * count) / (performance.now() - began);
  agent.destroy();
  return { firsts, perSecond };
}
