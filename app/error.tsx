"use client";

import { CannotShow } from "./cannot-show";

/** Where the frame of the console, or a page outside it such as sign-in, cannot be shown: as a rule its database is away. */
export default function RootError({ error }: { error: Error & { digest?: string } }) {
  return (
    <main className="mx-auto grid max-w-160 gap-4 px-4 pt-[12vh] pb-10">
      <h1 className="text-lg">This page cannot be shown</h1>
      <CannotShow digest={error.digest} />
    </main>
  );
}
