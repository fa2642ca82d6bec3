import { cleanLine } from "./clean-text"

/** An address as a header carries it: no spaces, no control characters, one @. */
const ADDRESS = /^[^\s@,;:<>()[\]"\\]+@[^\s@,;:<>()[\]"\\]+$/u

/** Whether a letter can be sent there. */
export const isMailAddress = (text: string): boolean => text.length <= 254 && ADDRESS.test(text)

/**
 * `"Tea House" <help@tea.example>`: the name quoted, so that nothing in it is read as another address.
 *
 * @throws Error when the address is none
 */
export const mailbox = (name: string | null, address: string): string => {
  if (!isMailAddress(address)) {
    throw new Error("This is no mail address.")
  }
  const shown = cleanLine(name ?? "").replace(/["\\]/g, "")
  return shown ? `"${shown}" <${address}>` : address
}
