import { expect, test } from "vitest";
import { seal, unseal } from "./seal";

const how = { secret: "a secret of this console's own", purpose: "second factor", about: "ada" } as const;

test("what was sealed opens under the same secret, for the same purpose and account, and nowhere else", () => {
  const sealed = seal("JBSWY3DPEHPK3PXP", how);
  expect(unseal(sealed, how)).toBe("JBSWY3DPEHPK3PXP");
  expect(unseal(sealed, { ...how, secret: "another secret" })).toBeNull();
  expect(unseal(sealed, { ...how, purpose: "offer" })).toBeNull();
  expect(unseal(sealed, { ...how, about: "bo" })).toBeNull();
});

test("every byte counts, and the same text is never sealed the same", () => {
  const sealed = seal("JBSWY3DPEHPK3PXP", how);
  expect(seal("JBSWY3DPEHPK3PXP", how)).not.toBe(sealed);
  const [version, text = ""] = sealed.split(".");
  const bytes = Buffer.from(text, "base64url");
  for (let at = 0; at < bytes.length; at++) {
    const altered = Buffer.from(bytes);
    altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
    expect(unseal(`${version}.${altered.toString("base64url")}`, how), `byte ${at}`).toBeNull();
  }
  for (const wrong of ["", "v1", "v1.", `v2.${text}`, text, `v1.${text.slice(0, 30)}`, "v1.%%%"])
    expect(unseal(wrong, how), wrong).toBeNull();
});
