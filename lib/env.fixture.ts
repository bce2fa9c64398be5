import { parseEnv } from "./env";

export const LIVE = { ADAPTY_SECRET_KEY: "secret_live_abc", SESSION_SECRET: "s".repeat(32) };

export const complaint = (variables: Record<string, string>): string => {
  try {
    parseEnv(variables);
  } catch (error) {
    return (error as Error).message;
  }
  return "accepted";
};
