import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { APP, authorization, PROFILE_PATH } from "./adapty";
import { findFreePort, run, start } from "./processes";

// The floor: a Next app without anything of ours that does the same one fetch and renders as many rows. It lives inside this
// checkout so that it runs on the very same next and react.

const folder = join("e2e", "bench", ".bare");
const next = resolve("node_modules", "next", "dist", "bin", "next");

const LAYOUT = `export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>;
}
`;

const PAGE = `export const dynamic = "force-dynamic";

export default async function Page({ params }) {
  const { profileId } = await params;
  const response = await fetch(new URL(${JSON.stringify(PROFILE_PATH)}, process.env.UPSTREAM), {
    headers: {
      authorization: ${JSON.stringify(authorization)},
      accept: "application/json",
      "user-agent": "adapty-support-console",
      "adapty-profile-id": profileId,
    },
    cache: "no-store",
  });
  const { data } = await response.json();
  const entries = [...data.access_levels, ...data.subscriptions, ...data.non_subscriptions];
  const rows = entries.slice(0, Number(process.env.ROWS));
  return (
    <main>
      <h1>{data.customer_user_id}</h1>
      <p>{data.profile_id} {data.total_revenue_usd} {data.segment_hash}</p>
      <table>
        <tbody>
          {rows.map((entry, index) => (
            <tr key={index}>
              <td>{entry.access_level_id ?? entry.environment}</td>
              <td>{entry.store_product_id}</td>
              <td>{entry.purchased_at}</td>
              <td>{entry.expires_at}</td>
              <td>{entry.store}</td>
              <td>{entry.store_transaction_id}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </main>
  );
}
`;

const CONFIG = `import { join, resolve } from "node:path";
export default {
  reactStrictMode: true,
  turbopack: { root: join(import.meta.dirname, "../../..") },
};
`;

/** Generates, builds and serves the bare page; `rows` is how many rows it renders. */
export async function startBarePage(upstream: string, rows: number): Promise<string> {
  const page = join(folder, "app", APP, "customers", "[profileId]");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(page, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  writeFileSync(join(folder, "next.config.js"), CONFIG);
  // Without one of its own, Next goes up the folders and takes the console's.
  writeFileSync(join(folder, "instrumentation.js"), "export function register() {}\n");
  writeFileSync(join(folder, "app", "layout.jsx"), LAYOUT);
  writeFileSync(join(page, "page.jsx"), PAGE);
  await run({ args: [next, "build"], cwd: folder });
  const port = await findFreePort();
  const args = [next, "start", "-H", "127.0.0.1", "-p", String(port)];
  return start({ args, port, cwd: folder, env: { UPSTREAM: upstream, ROWS: String(rows) } });
}
