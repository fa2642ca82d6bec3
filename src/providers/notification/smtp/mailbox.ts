export type Mailbox = { name: string; address: string }

/* eslint-disable no-control-regex -- line breaks and their like are what this keeps out of headers */
const CONTROL = /[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g
/* eslint-enable no-control-regex */

/** The text on one line: what would begin another header is a space. */
export const oneLine = (text: string): string => text.replace(CONTROL, " ").trim()

/** Whether the text is on one line as it stands. */
export const isOneLine = (text: string): boolean => oneLine(text) === text.trim()

/** Strict on purpose: quoted local parts and comments are nobody's address and somebody's trick. */
const ADDRESS = /^[^\s@<>()[\]\\,;:"]{1,64}@[^\s@<>()[\]\\,;:"]{1,255}$/u

/** Whether something can be sent there: one address and nothing else. */
export const isAddress = (text: string): boolean => ADDRESS.test(text)

/**
 * One mailbox, `a@b` or `Name <a@b>`. Whatever stands before the brackets is the name, commas and
 * further brackets included: no text makes two recipients of one.
 *
 * @returns null when the address is none
 */
export const readMailbox = (text: string): Mailbox | null => {
  const line = oneLine(text)
  const bracketed = /^(.*)<([^<>]*)>$/su.exec(line)
  const address = (bracketed ? bracketed[2] : line).trim()
  if (!isAddress(address)) {
    return null
  }
  const name = (bracketed?.[1] ?? "").trim().replace(/^"(.*)"$/su, "$1")
  return { name: name.replaceAll('\\"', '"'), address }
}
