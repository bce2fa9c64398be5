"use client";

/** The last resort, when even the frame cannot be drawn: it must not lean on anything else. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body style={{ fontFamily: "system-ui, sans-serif", maxWidth: "36rem", margin: "15vh auto", padding: "0 1rem" }}>
        <h1 style={{ fontSize: "1.25rem" }}>The console cannot be shown</h1>
        <p>
          Nothing was sent by opening this page. The console may not be able to read its own database: ask your admin to
          look at the log
          {error.digest ? ` under ${error.digest}` : ""}.
        </p>
        <button type="button" onClick={() => window.location.reload()}>
          Try again
        </button>
      </body>
    </html>
  );
}
