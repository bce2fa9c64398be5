export async function register() {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { prepareStart } = await import("./lib/run/prepare-start");
  await prepareStart();
}
