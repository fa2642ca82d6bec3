/** The name under which the address of the list says which letter is open. */
export const MESSAGE = "message"

/** The list of letters with one of them open. */
export const messagePath = (id: string): string =>
  `/mail/messages?${MESSAGE}=${encodeURIComponent(id)}`
