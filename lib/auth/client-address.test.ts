import fc from "fast-check";
import { expect, test } from "vitest";
import { findClient, readProxies, toNeighbourhood } from "./client-address";

const nobody = readProxies("") as (address: string) => boolean;
const ours = readProxies("10.0.0.1, 192.168.0.0/16,2001:db8::/32") as (address: string) => boolean;

test.each([
  ["no proxy is ours: what the request says is nothing", "203.0.113.7", "1.1.1.1", nobody, "203.0.113.7"],
  ["a stranger who claims another address", "203.0.113.7", "10.0.0.1, 1.1.1.1", ours, "203.0.113.7"],
  ["our proxy names who came to it", "10.0.0.1", "203.0.113.7", ours, "203.0.113.7"],
  ["two of our proxies in a row", "10.0.0.1", "203.0.113.7, 192.168.3.4", ours, "203.0.113.7"],
  ["what stands left of the stranger is the stranger's word", "10.0.0.1", "1.1.1.1, 203.0.113.7", ours, "203.0.113.7"],
  ["our proxy names nobody", "10.0.0.1", undefined, ours, "10.0.0.1"],
  ["our proxy names no address", "10.0.0.1", "1.1.1.1, <script>", ours, "10.0.0.1"],
  ["all that are named are ours", "10.0.0.1", "192.168.0.9, 192.168.0.8", ours, "192.168.0.9"],
  ["an address with its port", "10.0.0.1", "203.0.113.7:5123", ours, "203.0.113.7"],
  ["IPv6, with its port", "2001:db8::5", "[2001:dead::1]:443", ours, "2001:dead::1"],
  ["IPv4 as IPv6 sockets show it", "::ffff:10.0.0.1", "203.0.113.7", ours, "203.0.113.7"],
  ["no address at all", undefined, "1.1.1.1", ours, "unknown"],
])("%s", (_, remote, forwarded, isOurs, client) => {
  expect(findClient(remote, forwarded, isOurs)).toBe(client);
});

test("whatever a stranger writes, their own address is found behind our proxy", () => {
  fc.assert(
    fc.property(fc.string(), (written) => {
      expect(findClient("10.0.0.1", `${written}, 203.0.113.7`, ours)).toBe("203.0.113.7");
      expect(findClient("203.0.113.7", written, ours)).toBe("203.0.113.7");
    }),
  );
});

test.each(["10.0.0.1/33", "10.0.0", "proxy.example.com", "10.0.0.1/8/8", "10.0.0.1/", "2001:db8::/129", "*"])(
  "%s names no proxies",
  (text) => {
    expect(readProxies(text)).toBeNull();
  },
);

test("an IPv6 address counts as its /64, an IPv4 address as itself", () => {
  for (const same of ["2001:db8::1", "2001:DB8:0:0::9", "2001:db8:0:0:5:6:7:8"])
    expect(toNeighbourhood(same), same).toBe("2001:db8:0:0::/64");
  expect(toNeighbourhood("2001:db8:0:1::1")).toBe("2001:db8:0:1::/64");
  expect(toNeighbourhood("203.0.113.7")).toBe("203.0.113.7");
  expect(toNeighbourhood("unknown")).toBe("unknown");
});
