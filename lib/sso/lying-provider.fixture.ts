import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { clientId } from "./real-provider.fixture";

export type Lies = {
  claims?: JWTPayload;
  /** Signs with a key that it does not publish. */
  forged?: boolean;
  /** Answers with this status in place of tokens. */
  status?: number;
  /** Takes the request for tokens and never answers. */
  silent?: boolean;
  /** What it says of its own issuer. */
  issuer?: string;
  /** The issuer in the address that the browser comes back to. */
  returnIssuer?: string;
};

const { publicKey, privateKey } = await generateKeyPair("RS256");
const other = await generateKeyPair("RS256");
const key = { ...(await exportJWK(publicKey)), kid: "1", alg: "RS256", use: "sig" };

/** A provider on loopback that says whatever a test wants: `lies` may change at any time. */
export async function startLyingProvider(lies: Lies = {}) {
  const nonces = new Map<string, string>();
  const seen: { verifier: string | null; authorization: string | undefined }[] = [];
  const server = createServer(async (request, response) => {
    const json = (status: number, body: unknown) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (request.url?.includes("/.well-known/")) {
      return json(200, {
        issuer: lies.issuer ?? issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ["code"],
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["RS256"],
        authorization_response_iss_parameter_supported: lies.returnIssuer !== undefined,
      });
    }
    if (request.url === "/keys") return json(200, { keys: [key] });
    let text = "";
    for await (const chunk of request) text += chunk;
    const form = new URLSearchParams(text);
    seen.push({ verifier: form.get("code_verifier"), authorization: request.headers.authorization });
    if (lies.silent) return;
    if (lies.status) return json(lies.status, { error: lies.status < 500 ? "invalid_client" : "server_error" });
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      ...{ iss: issuer, aud: clientId, sub: "ada", iat: now, exp: now + 300, auth_time: now },
      ...{ nonce: nonces.get(form.get("code") ?? ""), email: "ada@acme.test", email_verified: true },
      ...lies.claims,
    };
    const signed = new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "1" });
    const id_token = await signed.sign(lies.forged ? other.privateKey : privateKey);
    json(200, { access_token: "x", token_type: "Bearer", expires_in: 60, id_token });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  /** Where it sends the browser back to, that came with `start`. */
  const answer = (start: string): URL => {
    const asked = new URL(start).searchParams;
    const code = crypto.randomUUID();
    nonces.set(code, asked.get("nonce") ?? "");
    const back = new URL(asked.get("redirect_uri") ?? "");
    back.search = new URLSearchParams({ code, state: asked.get("state") ?? "" }).toString();
    if (lies.returnIssuer) back.searchParams.set("iss", lies.returnIssuer);
    return back;
  };
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { issuer, lies, seen, answer, close };
}
