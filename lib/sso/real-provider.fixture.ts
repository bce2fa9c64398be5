import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

/** What the provider says of a person; the name they type there is their subject. */
export type Person = { email?: string; email_verified?: boolean; name?: string };

export const clientId = "console";
export const clientSecret = "a-secret-that-console-and-provider-share";

/** A certified OpenID provider on loopback, with its own pages for signing in (any password will do). `people` may change. */
export async function startRealProvider(redirectUri: string, people: Map<string, Person>) {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        response_types: ["code"],
        grant_types: ["authorization_code"],
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...people.get(id) }) }),
    cookies: { keys: ["only for these tests"] },
  });
  server.on("request", provider.callback());
  const close = async () => {
    if (!server.listening) return;
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { issuer, close };
}

/** A browser that signs in at the provider as `subject`, from `start` until it is sent to another site: that address. */
export async function signInAt(start: string, subject: string): Promise<URL> {
  const jar = new Map<string, string>();
  let [address, body] = [start, undefined as URLSearchParams | undefined];
  for (let step = 0; step < 20; step++) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(address, {
      redirect: "manual",
      headers: { cookie },
      ...(body && { method: "POST", body }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = line.split(";")[0]?.split("=") ?? [];
      jar.set(name, value);
    }
    const location = answer.headers.get("location");
    body = undefined;
    if (location) {
      address = new URL(location, address).href;
      if (new URL(address).origin !== new URL(start).origin) return new URL(address);
      continue;
    }
    const html = await answer.text();
    const form = /<form[^>]*action="([^"]+)"/.exec(html)?.[1];
    const prompt = /name="prompt" value="([^"]+)"/.exec(html)?.[1];
    if (!form || !prompt) throw new Error(`The provider answered ${answer.status}: ${html.slice(0, 500)}`);
    address = new URL(form, address).href;
    body = new URLSearchParams({ prompt, login: subject, password: "any" });
  }
  throw new Error("The provider goes round in circles.");
}
