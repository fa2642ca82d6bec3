import type { Download } from "./client"

/** Gives a file to the browser, as if its link had been followed. */
export const saveFile = ({ blob, name }: Download): void => {
  const address = URL.createObjectURL(blob)
  const link = document.createElement("a")
  link.href = address
  link.download = name
  link.click()
  // The browser has to have begun before the address goes.
  window.setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
