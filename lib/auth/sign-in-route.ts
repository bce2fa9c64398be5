import "server-only";
import { env } from "@/lib/env";
import { log } from "@/lib/log/log";
import { signInPath } from "./next-path";
import { answerSignIn } from "./sign-in-answer";

type Post = (request: Request) => Promise<Response>;

/** A step of signing in that a form posts to. Where it cannot be done, such as without the database, that is told like any other refusal. */
export const signInRoute =
  (post: Post): Post =>
  async (request) => {
    try {
      return await post(request);
    } catch (fault) {
      log.error("Somebody could not be signed in.", { fault });
      return answerSignIn(request.headers, { error: "away", to: signInPath(undefined, "away") }, env);
    }
  };
