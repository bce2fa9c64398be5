/** What is erased, what stays and what this does not reach. */
export function WhatGoes({ appName }: { appName: string }) {
  return (
    <div className="space-y-4">
      <div className="space-y-1.5">
        <h3 className="font-semibold">Erased in this console, for good</h3>
        <ul className="list-disc space-y-1.5 pl-5">
          <li>notes, tickets, e-mails, attributes and all else that was set or asked for from here</li>
          <li>access and purchases as they were around each change</li>
          <li>the customer user id, and this customer among what agents opened last</li>
          <li>requests for approval: what still waits is withdrawn</li>
        </ul>
      </div>
      <div className="space-y-1.5">
        <h3 className="font-semibold">Kept as proof</h3>
        <p>
          That something was done: what, when, by whom, for which reason and with what result, under the profile id.
          Beside it stands when the rest was erased.
        </p>
      </div>
      <div className="space-y-1.5">
        <h3 className="font-semibold">Not reached from here</h3>
        <p>
          Adapty keeps its own data of {appName}: to delete that is a step of its own, and comes first. Files exported
          earlier, and backups, are elsewhere; after a backup is restored an admin of the server erases again.
        </p>
      </div>
    </div>
  );
}
