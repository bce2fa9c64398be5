/** The path in a DATABASE_URL of SQLite: `file:data/console.db`, or `file:///srv/console.db` as a browser would write it. */
export const sqliteFile = (url: string): string => url.replace(/^file:(\/\/(?=\/))?/, "");
