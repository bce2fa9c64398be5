import "server-only";
import { createCast } from "./cast/cast";
import { APPS } from "./catalogue";
import { seedProfileId } from "./seed";

const escapeHtml = (text: string) =>
  text
    .replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
    .replace(/\p{Cf}/gu, (char) => `\\u${char.charCodeAt(0).toString(16)}`);

const STYLE = `body{font:14px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1c2326}
table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;border-top:1px solid #dde3e5}
td{overflow-wrap:anywhere}code,pre{font:13px ui-monospace,monospace}pre{overflow:auto;background:#f2f5f5;padding:1rem}`;

/** The emulator's own page: what it is, the practice keys, who is in it, and how to call it. Holds no key but the practice ones. */
export function renderPage(origin: string, now: number): string {
  const keys = Object.entries(APPS).map(
    ([app, { practiceKey }]) => `<tr><td>${app}</td><td><code>Api-Key ${practiceKey}</code></td></tr>`,
  );
  const people = createCast(now).map(
    ({ app, seed, story }) =>
      `<tr><td>${app}</td><td><code>${escapeHtml(seed.customer_user_id ?? "(anonymous)")}</code><br><code>${seedProfileId(app, seed)}</code></td><td>${escapeHtml(story)}</td></tr>`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Adapty emulator</title><style>${STYLE}</style>
<h1>Adapty emulator</h1>
<p>This plays Adapty's server-side API v2 for practice and for tests. It is our reading of Adapty's public documents: it
catches our regressions, not our misreadings. Nothing here is real, nothing leaves this machine, and it is not made by Adapty.</p>
<h2>Apps and practice keys</h2><table>${keys.join("")}</table>
<h2>Try it</h2><pre>curl '${escapeHtml(origin)}/api/v2/server-side-api/profile/' \\
  -H 'Authorization: Api-Key ${APPS["acme-ios"].practiceKey}' \\
  -H 'adapty-customer-user-id: anna.subscribed'</pre>
<h2>The cast</h2><p>Dates were set at the first start and at each reset:
<code>curl -X POST ${escapeHtml(origin)}/__emulator/reset -H 'Authorization: Api-Key ${APPS["acme-ios"].practiceKey}'</code></p>
<table><tr><th>App</th><th>Customer user id, profile id</th><th>Case</th></tr>${people.join("")}</table></html>`;
}
