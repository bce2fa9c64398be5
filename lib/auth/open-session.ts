import "server-only";
import type { BetterAuthPlugin } from "better-auth";
import { createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { z } from "zod";

/** How somebody came in, for the record. */
const waySchema = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** What the session that is being opened is told of it, by the body that it is opened with. */
export const wayOf = (body: unknown) => z.object({ way: waySchema }).safeParse(body).data?.way;

/**
 * `auth.api.openSession({ body: { userId } })`: signs in an account without asking. It has no path, so no request can reach it.
 * Answers the token as better-auth's own sign-in does. `confirmedAt`, ISO: when they proved last that it is them; without it, now.
 */
export const openSession = {
  id: "open-session",
  endpoints: {
    openSession: createAuthEndpoint(
      {
        method: "POST",
        body: z.object({ userId: z.string(), way: waySchema.optional(), confirmedAt: z.string().optional() }),
        requireHeaders: true,
      },
      async (context) => {
        const { internalAdapter } = context.context;
        const { userId, confirmedAt } = context.body;
        const user = await internalAdapter.findUserById(userId);
        if (!user) throw context.error("NOT_FOUND");
        const session = await internalAdapter.createSession(user.id, false, { ...(confirmedAt && { confirmedAt }) });
        await setSessionCookie(context, { session, user });
        return context.json({ token: session.token });
      },
    ),
  },
} satisfies BetterAuthPlugin;
