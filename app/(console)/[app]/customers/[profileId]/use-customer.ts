import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { CustomerPage } from "@/lib/customers/customer-page";
import { customerQuery } from "./customer-query";

/** The customer page's data, beginning with what the server drew it with. */
export function useCustomer(app: string, profileId: string, drawn: CustomerPage) {
  const client = useQueryClient();
  // Back on a page that was seen before: the server has read anew what is still held from then. By the server's clock alone.
  useEffect(() => {
    const { queryKey } = customerQuery(app, profileId);
    const held = client.getQueryData(queryKey);
    if (held && held.view.readAt < drawn.view.readAt) client.setQueryData(queryKey, drawn);
  }, [client, app, profileId, drawn]);
  return useQuery({ ...customerQuery(app, profileId), initialData: drawn });
}
