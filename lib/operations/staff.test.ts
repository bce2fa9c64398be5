import { expect, test } from "vitest";
import { plainAddress, staffDomainOf } from "./staff";

test.each([
  ["zoe@xn--mnchen-3ya.de", "münchen.de"],
  ["zoe@münchen.de", "xn--mnchen-3ya.de"],
  ["zoe@acme。com", "acme.com"],
  ["<zoe@acme.com>", "acme.com"],
  ["Zoë <zoe@mail.acme.com>", "acme.com"],
  ["zoe@acme.com\u200b", "acme.com"],
  ["zoe@\u202aacme.com", "acme.com"],
  ["zoe@acme.com..", "acme.com"],
  ["zoe@acme.com (work)", "acme.com"],
])("%j is an address at %s, however it is written", (address, domain) => {
  expect(staffDomainOf(address, [domain])).toBe(domain);
});

test("an address at another domain is none of the team's", () => {
  for (const address of ["zoe@acme.com.example", "zoe@notacme.com", "acme.com", "zoe@"]) {
    expect(staffDomainOf(address, ["acme.com"])).toBeUndefined();
  }
});

test("one mailbox reads the same however it is written, and another does not", () => {
  for (const text of ["Lea+work@ACME.com.", "<lea@acme.com>", "lea@acme。com", "lea@acme.com\u200b"]) {
    expect(plainAddress(text)).toBe("lea@acme.com");
  }
  expect(plainAddress("leo@acme.com")).not.toBe("lea@acme.com");
});
