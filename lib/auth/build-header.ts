/** Under it the routes that answer pages tell of which build the console is. */
export const BUILD_HEADER = "x-console-build";
