import "server-only";
import { type App, env } from "@/lib/env";

/** The app with this id, as the address names it. */
export const findApp = (id: string): App | undefined => env.apps.find((app) => app.id === id);

/** How a list tells its rows apart: the name of the app, or of one that is gone its id; undefined where there is one app only. */
export const appNameIn = (id: string | null | undefined): string | undefined =>
  env.apps.length > 1 && id ? (findApp(id)?.name ?? id) : undefined;

/** The body of a 404 for an app that no key is set for: the shape of every error of our routes. */
export const unknownApp = (id: string) => ({
  error: { code: "unknown_app", message: `This console knows no app called ${id}.` },
});
