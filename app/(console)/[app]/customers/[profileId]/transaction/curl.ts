import { layOut } from "@/lib/adapty/lay-out";
import { SET_TRANSACTION } from "@/lib/adapty/paths";

/** One word for a POSIX shell, whatever the text holds. It cannot hold a NUL character, and JSON never does. */
export const quoteForShell = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The request as a cURL command to the Adapty that this console speaks to. The secret key is not in it: the shell that runs it takes it from ADAPTY_SECRET_KEY. */
export function toCurl(adaptyUrl: string, profileId: string, body: unknown): string {
  return [
    `curl --request POST ${quoteForShell(adaptyUrl + SET_TRANSACTION)}`,
    `--header "Authorization: Api-Key $ADAPTY_SECRET_KEY"`,
    `--header ${quoteForShell(`adapty-profile-id: ${profileId}`)}`,
    `--header 'Content-Type: application/json'`,
    `--data-raw ${quoteForShell(layOut(body))}`,
  ].join(" \\\n  ");
}
