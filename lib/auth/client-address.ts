import "server-only";
import { BlockList, isIP } from "node:net";

type Trust = (address: string) => boolean;

const familyOf = (address: string) => (isIP(address) === 6 ? "ipv6" : "ipv4");

/** `192.0.2.7:1234`, `[2001:db8::1]:1234` and `::ffff:192.0.2.7` as the address alone; null for what is none. */
function readAddress(text: string): string | null {
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text)?.[1] ?? text;
  const address = bare.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
  return isIP(address) ? address : null;
}

/** Which addresses are our own proxies, from `10.0.0.1, 192.168.0.0/16, 2001:db8::/32`; null when it cannot be read. */
export function readProxies(text: string): Trust | null {
  const list = new BlockList();
  for (const entry of text.split(",").map((part) => part.trim())) {
    if (entry === "") continue;
    const [address = "", prefix, ...rest] = entry.split("/");
    const family = familyOf(address);
    const bits = prefix === undefined ? undefined : Number(prefix);
    const most = family === "ipv6" ? 128 : 32;
    if (!isIP(address) || rest.length > 0) return null;
    if (bits === undefined) list.addAddress(address, family);
    else if (/^\d{1,3}$/.test(prefix ?? "") && bits <= most) list.addSubnet(address, bits, family);
    else return null;
  }
  return (address) => list.check(address, familyOf(address));
}

/** Whether one of our proxies sent it. */
export function isFromProxy(remote: string | undefined, isOurs: Trust): boolean {
  const address = readAddress(remote ?? "");
  return address !== null && isOurs(address);
}

/**
 * Whose request this is: the address it came from, or, when one of our proxies sent it, the right-most that is not ours of
 * those it names. What stands further left anybody may have written.
 */
export function findClient(remote: string | undefined, forwardedFor: string | undefined, isOurs: Trust): string {
  let client = readAddress(remote ?? "") ?? "unknown";
  for (const hop of (forwardedFor ?? "").split(",").reverse()) {
    if (!isIP(client) || !isOurs(client)) break;
    const named = readAddress(hop.trim());
    if (!named) break;
    client = named;
  }
  return client;
}

/** Whose request this is, as lib/run/guard-server wrote it down: nobody can say it of themselves. */
export const readClient = (headers: Headers): string => headers.get("x-forwarded-for") ?? "unknown";

/** For counting attempts: whoever has an IPv6 address has a whole /64 of them. */
export function toNeighbourhood(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = "", tail] = address.toLowerCase().split("::");
  const [left, right] = [head, tail ?? ""].map((part) => part.split(":").filter(Boolean));
  const zeros = tail === undefined ? 0 : 8 - (left?.length ?? 0) - (right?.length ?? 0);
  const groups = [...(left ?? []), ...Array<string>(Math.max(0, zeros)).fill("0"), ...(right ?? [])];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}
