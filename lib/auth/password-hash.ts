import "server-only";
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

type Cost = { ln: number; r: number; p: number };

/** OWASP's least for scrypt: N = 2^17, r = 8, p = 1, which takes 128 MiB and about half a second. */
export const PASSWORD_LN = 17;
/** What better-auth itself stores, as `salt:key` in hex: all that was hashed before we did it ourselves. */
const OLD: Cost = { ln: 14, r: 16, p: 1 };
const KEY_BYTES = 64;
/** The memory of more at once would be felt, and so would the threads that Node reads files with. */
const AT_ONCE = 2;

const waiting: (() => void)[] = [];
let free = AT_ONCE;

async function inTurn<Made>(run: () => Promise<Made>): Promise<Made> {
  if (free > 0) free -= 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await run();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  }
}

function derive(password: string, salt: string | Buffer, { ln, r, p }: Cost): Promise<Buffer> {
  const N = 2 ** ln;
  const options = { N, r, p, maxmem: 256 * N * r };
  return new Promise((resolve, reject) =>
    scrypt(password.normalize("NFKC"), salt, KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  );
}

const isSame = (one: Buffer, other: Buffer): boolean => one.length === other.length && timingSafeEqual(one, other);
const toText = (bytes: Buffer): string => bytes.toString("base64").replace(/=+$/, "");

/** `$scrypt$ln=17,r=8,p=1$salt$key` taken apart, or better-auth's `salt:key`; null for what is neither. */
function parse(stored: string): { cost: Cost; salt: string | Buffer; key: Buffer } | null {
  const phc = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(stored);
  if (phc) {
    const [, ln, r, p, salt = "", key = ""] = phc;
    const cost = { ln: Number(ln), r: Number(r), p: Number(p) };
    return { cost, salt: Buffer.from(salt, "base64"), key: Buffer.from(key, "base64") };
  }
  const [salt, key] = stored.split(":");
  return salt && key ? { cost: OLD, salt, key: Buffer.from(key, "hex") } : null;
}

/**
 * Hashes passwords by scrypt of cost 2^ln as PHC strings, and judges them, older ones of another cost too: for these
 * `onStale` gets the hash that should be stored instead. A wrong password takes as long as `hash`, whatever is stored, so
 * that an unknown account is answered in the same time by hashing in vain. Source: OWASP Password Storage.
 */
export function createPasswordHasher(ln: number, onStale: (stored: string, better: string) => Promise<unknown>) {
  const cost: Cost = { ln, r: 8, p: 1 };
  const prefix = `$scrypt$ln=${cost.ln},r=${cost.r},p=${cost.p}$`;
  const hash = (password: string): Promise<string> =>
    inTurn(async () => {
      const salt = randomBytes(16);
      return `${prefix}${toText(salt)}$${toText(await derive(password, salt, cost))}`;
    });
  const verify = async ({ hash: stored, password }: { hash: string; password: string }): Promise<boolean> => {
    const parsed = parse(stored);
    const current = stored.startsWith(prefix);
    const judge = async () => parsed !== null && isSame(await derive(password, parsed.salt, parsed.cost), parsed.key);
    if (current) return inTurn(judge);
    const [right, better] = await Promise.all([judge(), hash(password)]);
    if (right) await onStale(stored, better);
    return right;
  };
  return { hash, verify };
}
