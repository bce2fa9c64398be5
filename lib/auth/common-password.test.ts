import { expect, test } from "vitest";
import { isCommonPassword } from "./common-password";

test.each([
  "password1234",
  "Password123!",
  "P@ssw0rd2024",
  "passwordpassword",
  "qwertyuiop123",
  "1q2w3e4r5t6y",
  "qazwsxedcrfv",
  "1qaz2wsx3edc",
  "zxcvbnm,./123",
  "123456789012",
  "098765432112",
  "abcdefghijkl",
  "aaaaaaaaaaaa",
  "abc123abc123",
  "iloveyou2024!",
  "Welcome12345",
  "letmein-letmein",
  "admin@admin.1",
  "Summer2026!!!",
  "superman1234",
  "changeme1234",
  "trustno1trustno1",
  "support-console",
  "19051990 1990",
  "passwordpasswordx",
  "mypassword12",
  "1234567890ab",
  "strawberry12",
  "tinkerbell12",
  "spongebob123",
  "alexander123",
  "metallica123",
  "manchesterunited",
  "motherfucker",
  "unbelievable",
  "correcthorsebatterystaple",
  "2024!Str@wberry",
  "$trawberry123",
  "spongebobspongebob",
  "metallicametallicametallicametallica2",
  "metallicaspongebob!",
  "liverpoolmetallicastrawberry",
  "583920481277",
  "19.05.1990 12:30",
  "+44 20 7946 0958",
  "k58392048127",
  "!@#$%^&*()_+",
  "1234567890-=",
  "love-1990-you!!",
  "love2024dragon!!",
])("%s is refused", (password) => {
  expect(isCommonPassword(password)).toBe(true);
});

test.each([
  "correct horse battery staple",
  "correct horse battery",
  "tr0ub4dor&three",
  "kJ8#vQz!mW2p",
  "der Zug fährt um acht",
  "vier blaue Schuhe",
  "summer tiger eats coffee",
  "пароль от сарая",
  "x9f2 k1d7 q8w3 z",
  "otter gravel mango lantern",
  "plinth-wicker-gouda-tundra",
  "ottergravelmangolantern",
  "Drizzle.Kayak.Ounce.Vellum",
  "unsaid thimble crouton ferry",
  "quagmire parsnip ninefold 7",
  "hvqzkpwmtxrj",
  "Xq7-mPz2-Rt9v",
  "b4n$Kd81!wYe",
  "f3a91c07e5d264b8",
  "T6yq_0vKbZ-r3LmN",
  "!%^*)(&$#@~?;:<>",
  "+-(,.:):/-,.(",
  "9$4!7&2@8#5%1^3*q",
  "7K-4918-3305-7712-6620",
  "日本5839204-8812-77",
  "8493#2210!7756?9038",
  "x7!2#9$4%6&8*1(3)5",
  "7K-4918-3345-7712-6620",
  "🦊🌊🚀🎲🍋🧊🪐🎯🥑🎻🧲🪁",
])("%s is taken", (password) => {
  expect(isCommonPassword(password)).toBe(false);
});

test("what is known of the person is no secret", () => {
  const own = ["Zoë Example", "zoe.smith@acme.test"];
  for (const password of ["zoë-example-1990", "smith.acme.2026", "Zoesmith12345"]) {
    expect(isCommonPassword(password, own), password).toBe(true);
    expect(isCommonPassword(password), password).toBe(false);
  }
});

// A tenth of a second, and twenty where the same way that leads nowhere is gone again and again.
test("the longest password of nothing but almost-words is judged at once", { timeout: 10_000 }, () => {
  expect(isCommonPassword(`${"abcpass".repeat(17)}xyxyx`)).toBe(false);
  expect(isCommonPassword(`${"manmangomanor".repeat(9)}xyxyx`)).toBe(false);
  const run = (from: number, to: number) => Array.from({ length: to - from }, (_, more) => "a".repeat(from + more));
  // A name and an e-mail as long as any may be.
  const own = [run(3, 13).join(" "), `${run(13, 17).join(".")}@${run(17, 20).join(".")}.test`];
  for (const tail of "bcdefghijklmnopqrstuvwxyz")
    expect(isCommonPassword(`${"a".repeat(126)}${tail}z`, own)).toBe(false);
});
