/** proxy.ts writes the path of the page into this request header: a page itself cannot know it. */
export const PATH_HEADER = "x-console-path";
