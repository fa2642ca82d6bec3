/**
 * Countries whose post cannot do without the state, so that an order must name it.
 *
 * Source: Google's address metadata (libaddressinput, chromium-i18n.appspot.com/ssl-address/data,
 * key "require" contains "S"). Of the countries listed there these are the federations where the
 * codes of ISO 3166-2 are what people and the post write. The others of that list (provinces of
 * Italy and Spain, prefectures of Japan, numbered states of Malaysia …) know the place by its
 * postcode or town, shops send `XX` for them, and an order is not lost for it; a real code is
 * accepted there too.
 */
export const countriesWithStates: ReadonlySet<string> = new Set([
  "AU",
  "BR",
  "CA",
  "IN",
  "MX",
  "US",
])

/** Codes in use that ISO 3166-2 does not list, or no longer, or not yet in the package we take it from. */
export const postalStates: Readonly<Record<string, readonly string[]>> = {
  // United States Postal Service, Publication 28, appendix B: military addresses.
  US: ["AA", "AE", "AP"],
  // Renamed in ISO 3166-2 (2020 to 2023): Odisha, Chhattisgarh, Uttarakhand, Telangana, Daman.
  IN: ["OR", "OD", "CT", "CG", "UT", "UK", "TG", "TS", "DD", "DN", "DH"],
  // The capital before 2016.
  MX: ["DIF"],
}
