/**
 * Countries whose post cannot do without the state, so that an order must name it.
 *
 * Source: Google's address metadata (libaddressinput, chromium-i18n.appspot.com/ssl-address/data,
 * key "require" contains "S"). Of the countries listed there these are the federations whose states
 * (in Canada provinces) ISO 3166-2 codes and the post prints. The others of that list (provinces of
 * Italy and Spain, prefectures of Japan, emirates …) know the place by its postcode or town, shops
 * send `XX` for them, and an order is not lost for it; a real code is accepted there too.
 */
export const countriesWithStates: ReadonlySet<string> = new Set([
  "AU",
  "BR",
  "CA",
  "IN",
  "MX",
  "MY",
  "US",
  "VE",
])

/** Codes that the post uses like states although ISO 3166-2 does not list them. */
export const postalStates: Readonly<Record<string, readonly string[]>> = {
  // United States Postal Service, Publication 28, appendix B: military addresses.
  US: ["AA", "AE", "AP"],
}
