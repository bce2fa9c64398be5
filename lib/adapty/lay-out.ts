const escapeUnits = (text: string) =>
  [...Array(text.length).keys()].map((at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`).join("");

/** A request's body laid out for reading. What would be invisible or turn the line around is spelled out, the meaning stays. */
export const layOut = (body: unknown): string =>
  JSON.stringify(body, null, 2).replace(/[\p{Cf}\p{Cc}\p{Zl}\p{Zp}]/gu, (found) =>
    found === "\n" ? found : escapeUnits(found),
  );
