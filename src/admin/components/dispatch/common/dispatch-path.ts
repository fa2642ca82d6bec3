/** Addresses of the pages about dispatch. */

/** The name under which the address of the catalogue says which SKU is to be added. */
export const ADD_SKU = "add"

/** The catalogue with the form for this SKU open. */
export const addSkuPath = (sku: string): string =>
  `/dispatch/catalogue?${new URLSearchParams({ [ADD_SKU]: sku }).toString()}`

export const supplierPath = (id: string): string => `/dispatch/suppliers/${encodeURIComponent(id)}`
