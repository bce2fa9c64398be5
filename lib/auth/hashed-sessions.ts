import "server-only";
import type { AuthContext, BetterAuthPlugin } from "better-auth";
import { hashToken } from "./one-time-token";

type Adapter = AuthContext["adapter"];
type Asked = { model: string; where?: Parameters<Adapter["findOne"]>[0]["where"] | undefined };

const hashOf = (value: unknown) => (typeof value === "string" ? hashToken(value) : value);

/** Names the sessions asked for by the hashes of their tokens. */
function seal<Query extends Asked>(query: Query): Query {
  if (query.model !== "session" || !query.where) return query;
  const where = query.where.map((each) => {
    if (each.field !== "token") return each;
    return { ...each, value: Array.isArray(each.value) ? each.value.map(hashOf) : hashOf(each.value) };
  });
  return { ...query, where } as Query;
}

/** better-auth reads on with the token that it asked by, as if that were stored. */
function unseal<Row>({ model, where }: Asked, row: Row): Row {
  const token = model === "session" && where?.find(({ field }) => field === "token")?.value;
  return row && typeof token === "string" ? { ...row, token } : row;
}

/** better-auth's own adapter, only that a session's token reaches the database as its SHA-256 alone. */
function hashTokens(adapter: Adapter): Adapter {
  return {
    ...adapter,
    async create<T extends Record<string, unknown>, R = T>(asked: Parameters<typeof adapter.create<T, R>>[0]) {
      const { token } = asked.data as { token?: unknown };
      if (asked.model !== "session" || typeof token !== "string") return adapter.create<T, R>(asked);
      const row = await adapter.create<T, R>({ ...asked, data: { ...asked.data, token: hashToken(token) } });
      return { ...row, token };
    },
    findOne: async (asked) => unseal(asked, await adapter.findOne(seal(asked))),
    findMany: (asked) => adapter.findMany(seal(asked)),
    count: (asked) => adapter.count(seal(asked)),
    update: async (asked) => unseal(asked, await adapter.update(seal(asked))),
    updateMany: (asked) => adapter.updateMany(seal(asked)),
    delete: (asked) => adapter.delete(seal(asked)),
    deleteMany: (asked) => adapter.deleteMany(seal(asked)),
    consumeOne: async (asked) => unseal(asked, await adapter.consumeOne(seal(asked))),
    incrementOne: async (asked) => unseal(asked, await adapter.incrementOne(seal(asked))),
    transaction: (run) => adapter.transaction((inner) => run(hashTokens(inner as Adapter))),
  } as Adapter;
}

/**
 * Keeps session tokens out of the database: the cookie holds the token, the `session` row its SHA-256, whichever way of
 * better-auth's made it. Who reads the file cannot act as anybody. Source: OWASP ASVS 5.0, 7.2.
 */
export const hashedSessions = {
  id: "hashed-sessions",
  init: ({ adapter }) => ({ context: { adapter: hashTokens(adapter) } }),
} satisfies BetterAuthPlugin;
