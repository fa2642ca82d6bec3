import { useQuery } from "@tanstack/react-query"

import type { CrmError } from "../../lib/client"
import { request } from "../../lib/client"
import type { Health } from "../../types/health"

const REFRESH_MS = 10_000

export const useHealth = () => {
  const { data, ...rest } = useQuery<Health, CrmError>({
    queryKey: ["crm-health"],
    queryFn: ({ signal }) => request("/health", { signal }),
    refetchInterval: REFRESH_MS,
  })
  return { health: data, ...rest }
}
