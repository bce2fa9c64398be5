import { createServer } from "node:http";

// What `next start` does of a start, without a build: a server listens, then the console prepares; then somebody asks for
// single sign-on.
createServer().listen(0, "127.0.0.1", async () => {
  const { prepareStart } = await import("./prepare-start");
  await prepareStart();
  const { getProvider } = await import("@/lib/sso/get-provider");
  console.log(JSON.stringify(await getProvider()));
  process.exit(0);
});
