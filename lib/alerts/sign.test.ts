import { expect, test } from "vitest";
import { signMessage } from "./sign";

test("signs as the specification's own example does", () => {
  // Source: Standard Webhooks 1.0, its reference libraries' test of signing.
  const body = '{"test": 2432232314}';
  const message = { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", seconds: 1_614_265_330, body };
  expect(signMessage("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", message)).toBe(
    "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  );
});

test("a secret of any other form counts as it is written", () => {
  const message = { id: "a", seconds: 1, body: "{}" };
  expect(signMessage("a secret of 24 letters..", message)).not.toBe(
    signMessage(`whsec_${"a secret of 24 letters..".replaceAll(" ", "+")}`, message),
  );
});
