import { Button } from "@/components/button";

/** For who would rather not, or not now. */
export function SignOut() {
  return (
    <form method="post" action="/api/auth/sign-out" className="border-t border-line pt-4">
      <Button type="submit" size="sm">
        Sign out
      </Button>
    </form>
  );
}
