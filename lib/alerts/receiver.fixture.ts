import type { IncomingHttpHeaders, RequestListener, ServerResponse } from "node:http";
import { serve, textOf } from "@/lib/adapty/server.fixture";

type Posted = { headers: IncomingHttpHeaders; text: string; body: { data: { operations: { id: string }[] } } };

/** A receiver of alerts: keeps each post, and answers 200 or as `answer` does. */
export async function openReceiver(answer: (response: ServerResponse) => void = (response) => response.end()) {
  const posts: Posted[] = [];
  const listener: RequestListener = async (request, response) => {
    const text = await textOf(request);
    posts.push({ headers: request.headers, text, body: JSON.parse(text) });
    answer(response);
  };
  const url = `${await serve(listener)}/alerts?key=CANARY`;
  /** The ids of all writes that were told, each as often as it was. */
  const told = () => posts.flatMap(({ body }) => body.data.operations.map(({ id }) => id));
  return { url, posts, told };
}
