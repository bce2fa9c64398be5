import { env } from "@/lib/env";
import { APPS } from "./catalogue";
import { startEmulator } from "./listener";

const { url } = await startEmulator(env.emulator);
const apps = Object.entries(APPS).map(([app, { practiceKey }]) => `  ${app}  Authorization: Api-Key ${practiceKey}`);
console.log(
  [
    `The Adapty emulator listens on ${url}`,
    ...apps,
    "It is our reading of Adapty's public documents, for practice and tests: never a proof of what Adapty does.",
  ].join("\n"),
);
