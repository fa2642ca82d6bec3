/** Nothing can be delivered there (RFC 2606). */
const DOMAIN = "@erased.invalid"

/** What stands in place of the address of somebody whose personal data have been erased. */
export const erasedAddressOf = (id: string): string => `${id}${DOMAIN}`

/** Whether an address stands for somebody whose personal data have been erased. */
export const isErasedAddress = (address: string): boolean => address.endsWith(DOMAIN)
