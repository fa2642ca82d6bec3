import { useQueryClient } from "@tanstack/react-query"
import { useEffect } from "react"
import { useNavigate } from "react-router-dom"

import { CrmError } from "../lib/client"
import { meQueryKey } from "./api/me"

/** Where Medusa's pages sign in and out. */
const SESSION_DOOR = "/auth/session"

/**
 * Goes to the sign-in page, and forgets what was read, as soon as the server says that nobody is
 * signed in. Medusa's own sign-out does so only if its menu is still there when the answer comes:
 * on a slow line the page would stay, with customers on it. So whenever the session's door has
 * been used, the server is asked who is signed in.
 */
export const useLeaveWhenSignedOut = (): void => {
  const queryClient = useQueryClient()
  const navigate = useNavigate()

  useEffect(
    () =>
      queryClient.getQueryCache().subscribe((event) => {
        const { error } = event.query.state
        if (event.type === "updated" && error instanceof CrmError && error.status === 401) {
          queryClient.clear()
          navigate("/login")
        }
      }),
    [queryClient, navigate]
  )

  useEffect(() => {
    const observer = new PerformanceObserver((requests) => {
      if (requests.getEntries().some(({ name }) => new URL(name).pathname === SESSION_DOOR)) {
        queryClient.invalidateQueries({ queryKey: meQueryKey }).catch(() => undefined)
      }
    })
    observer.observe({ type: "resource" })
    return () => observer.disconnect()
  }, [queryClient])
}
