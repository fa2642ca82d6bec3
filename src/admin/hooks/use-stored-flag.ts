import { useState } from "react"

/** A choice that this browser remembers; where it may not store anything, it lasts for the page. */
export const useStoredFlag = (name: string): [boolean, (on: boolean) => void] => {
  const [on, setOn] = useState(() => {
    try {
      return localStorage.getItem(name) === "on"
    } catch {
      return false
    }
  })
  const store = (value: boolean) => {
    setOn(value)
    try {
      localStorage.setItem(name, value ? "on" : "off")
    } catch {
      // A browser that refuses storage still shows what was just chosen.
    }
  }
  return [on, store]
}
