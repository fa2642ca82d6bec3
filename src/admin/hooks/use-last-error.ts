import { useRef } from "react"

import { CrmError } from "../lib/client"

/**
 * Why there is still nothing to show. A page that asks again by itself forgets its error while the
 * question is on its way; without this the failure and the skeleton would take turns.
 */
export const useLastError = (error: Error | null, data: unknown): CrmError | null => {
  const last = useRef<CrmError | null>(null)
  if (data !== undefined) {
    last.current = null
  } else if (error instanceof CrmError) {
    last.current = error
  }
  return last.current
}
