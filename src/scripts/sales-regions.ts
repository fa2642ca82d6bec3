type SalesRegion = {
  name: string
  currency_code: string
  /** ISO 3166-1 alpha-2, lower case as Medusa wants it. */
  countries: string[]
  /** Takes every country that no other region names. */
  rest_of_world?: boolean
}

/** The regions that an installation begins with: one per currency that the shops charge in. */
export const SALES_REGIONS: SalesRegion[] = [
  {
    name: "Euro area",
    currency_code: "eur",
    countries: [
      ...["at", "be", "bg", "cy", "de", "ee", "es", "fi", "fr", "gr", "hr", "ie", "it"],
      ...["lt", "lu", "lv", "mt", "nl", "pt", "si", "sk"],
    ],
  },
  { name: "United Kingdom", currency_code: "gbp", countries: ["gb"] },
  { name: "Canada", currency_code: "cad", countries: ["ca"] },
  {
    name: "United States and elsewhere",
    currency_code: "usd",
    countries: ["us"],
    rest_of_world: true,
  },
]
