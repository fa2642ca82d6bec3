const AMOUNT = /^\d+(\.\d+)?$/

/** An amount as people type it, "1 234,50" too, as the decimal string that the server reads. */
export const readAmount = (text: string): string | null => {
  const plain = text.replace(/[\s\u00a0]/g, "").replace(",", ".")
  return AMOUNT.test(plain) && Number(plain) > 0 ? plain : null
}

export const isZero = (amount: string): boolean => Number(amount) === 0

export const negated = (amount: string): string =>
  isZero(amount) ? amount : amount.startsWith("-") ? amount.slice(1) : `-${amount}`
