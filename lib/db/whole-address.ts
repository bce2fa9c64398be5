/**
 * Whether an address of PostgreSQL says what is its password and what is not: user, password, host and database, each sign of
 * theirs that parts an address written as %40 and the like. Of any other a piece of the password may be taken for a name, which
 * the server repeats.
 */
export function isWholeAddress(url: string): boolean {
  const [authority = "", ...rest] = url.slice(url.indexOf("//") + 2).split(/(?=[/?#])/);
  const [, ...hosts] = authority.split("@");
  // A socket's folder may stand in the query instead of a host.
  return hosts.length <= 1 && !/[@#]/.test(rest.join("")) && URL.canParse(url.replace("@/", "@host/"));
}
