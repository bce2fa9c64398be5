import "server-only";
import { stripVTControlCharacters } from "node:util";
import { log } from "./log";

const asFault = (said: unknown[]): unknown =>
  said.find((one) => one instanceof Error) ?? stripVTControlCharacters(said.map(String).join(" "));

/** From here on what a library reports by itself, such as Next an error of a page, is a line of the log like any other: without values. */
export function takeOverConsole(): void {
  console.error = (...said) => log.error("A library reports a fault.", { fault: asFault(said) });
  console.warn = (...said) => log.warn("A library warns.", { fault: asFault(said) });
}
