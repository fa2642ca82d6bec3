import { useState } from "react"

const NAME = "t3-last-bulk-job"

/** The bulk job begun last in this window: whoever leaves the page and comes back can still undo it. */
export const useLastJob = (): [string | null, (id: string) => void] => {
  const [id, setId] = useState(() => {
    try {
      return sessionStorage.getItem(NAME)
    } catch {
      return null
    }
  })
  const keep = (job: string) => {
    setId(job)
    try {
      sessionStorage.setItem(NAME, job)
    } catch {
      // A browser that refuses storage still shows it until the page is left.
    }
  }
  return [id, keep]
}
