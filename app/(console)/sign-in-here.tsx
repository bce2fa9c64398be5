"use client";

import { useState } from "react";
import { Button } from "@/components/button";
import { useSignInAgain } from "./use-step-up";

/** Signs in again over what is filled in here, which stays as it is. */
export function SignInHere() {
  const signIn = useSignInAgain();
  const [signedIn, setSignedIn] = useState(false);
  if (signedIn) return <p>You are signed in again. Nothing was sent yet: send it now.</p>;
  return (
    <Button size="sm" onClick={async () => setSignedIn(await signIn())}>
      Sign in again
    </Button>
  );
}
