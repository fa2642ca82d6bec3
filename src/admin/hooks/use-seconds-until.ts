import { useEffect, useState } from "react"

const secondsUntil = (moment: string | null): number =>
  moment === null ? 0 : Math.ceil((new Date(moment).getTime() - Date.now()) / 1_000)

/** How many seconds are left until a moment, counted down; 0 and less when it is over. */
export const useSecondsUntil = (moment: string | null): number => {
  const [seconds, setSeconds] = useState(() => secondsUntil(moment))
  useEffect(() => {
    setSeconds(secondsUntil(moment))
    const timer = window.setInterval(() => setSeconds(secondsUntil(moment)), 1_000)
    return () => window.clearInterval(timer)
  }, [moment])
  return seconds
}
