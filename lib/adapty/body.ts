import "server-only";

/**
 * The text of an answer, read chunk by chunk: too_large as soon as it passes `maxBytes` (counted after decompression),
 * undefined text when it is not UTF-8. Rejects when the connection breaks, and when `signal` aborts although bytes still
 * drip in.
 */
export async function readBody(
  response: Response,
  maxBytes: number,
  signal: AbortSignal,
): Promise<{ tooLarge: true } | { tooLarge: false; text: string | undefined }> {
  if (!response.body) return { tooLarge: false, text: "" };
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let stop: () => void = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), aborted]);
      if (done) break;
      size += value.byteLength;
      if (size > maxBytes) return { tooLarge: true };
      chunks.push(value);
    }
  } finally {
    signal.removeEventListener("abort", stop);
    reader.cancel().catch(() => {});
  }
  try {
    return { tooLarge: false, text: new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks)) };
  } catch {
    return { tooLarge: false, text: undefined };
  }
}
