/** What a simulated supplier does with a parcel: chosen by what is in it. */

const MOST_PIECES = 20

/** Why a parcel with these lines is refused; null when it is taken. */
export const refusalOf = (lines) => {
  const unknown = lines.find(({ sku }) => /REJECT/i.test(sku))
  if (unknown) {
    return `Not in our range: ${unknown.sku}`
  }
  const many = lines.find(({ quantity }) => Number(quantity) > MOST_PIECES)
  return many ? `Out of stock: ${many.sku}` : null
}

/** Whether nothing is ever heard of it again. */
export const isSilent = (lines) => lines.some(({ sku }) => /SILENT/i.test(sku))

/** Seconds from taking a parcel until it is sent. */
export const SHIPS_AFTER = 10
