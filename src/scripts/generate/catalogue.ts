/** What the invented shops sell, with prices in US dollars before they are put into a currency. */
export type CatalogueItem = {
  id: string
  sku: string
  name: string
  option: string
  option_value: string
  price_usd: number
  weight: number
}

const item = (
  id: number,
  sku: string,
  name: string,
  option: string,
  option_value: string,
  price_usd: number,
  weight: number
): CatalogueItem => ({ id: String(id), sku, name, option, option_value, price_usd, weight })

// prettier-ignore
export const CATALOGUE: readonly CatalogueItem[] = [
  item(64764, "0EK345", "VITAMIN B",            "20 mg",    "30 pills",     20,   16),
  item(64801, "0OM902", "OMEGA-3 FISH OIL",     "1000 mg",  "90 capsules",  18.5, 14),
  item(64833, "0MG118", "MAGNESIUM CITRATE",    "200 mg",   "60 tablets",   12,   12),
  item(64840, "0VD310", "VITAMIN D3",           "25 µg",    "120 drops",    14.9, 12),
  item(64856, "0ZN207", "ZINC PICOLINATE",      "15 mg",    "90 tablets",   11.5, 8),
  item(64871, "0AS551", "ASHWAGANDHA",          "600 mg",   "60 capsules",  24.9, 7),
  item(64890, "0CU412", "CURCUMA COMPLEX",      "500 mg",   "60 capsules",  27,   6),
  item(64902, "0PR833", "PROBIOTIC 10",         "10 bn",    "30 capsules",  31.5, 6),
  item(64917, "0CO644", "COLLAGEN PEPTIDES",    "10 g",     "300 g powder", 36,   5),
  item(64925, "0ML090", "MELATONIN",            "1 mg",     "120 tablets",  9.9,  5),
  item(64938, "0GI275", "GINKGO BILOBA",        "120 mg",   "90 capsules",  22.4, 3),
  item(64951, "0SP118", "SPIRULINA",            "500 mg",   "400 tablets",  26,   3),
  item(64966, "0QT701", "COENZYME Q10",         "100 mg",   "60 softgels",  39.9, 3),
]

export const USER_AGENTS = [
  {
    weight: 34,
    screen: [390, 844],
    class: "phone",
    os: "iOS 18",
    browser: "Safari 18",
    user_agent:
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
  },
  {
    weight: 27,
    screen: [412, 915],
    class: "phone",
    os: "Android 14",
    browser: "Chrome 130",
    user_agent:
      "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36",
  },
  {
    weight: 25,
    screen: [1920, 1080],
    class: "desktop",
    os: "Windows 10",
    browser: "Chrome 130",
    user_agent:
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36",
  },
  {
    weight: 9,
    screen: [1512, 982],
    class: "desktop",
    os: "macOS",
    browser: "Safari 18",
    user_agent:
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
  },
  {
    weight: 5,
    screen: [820, 1180],
    class: "tablet",
    os: "iOS 17",
    browser: "Safari 17",
    user_agent:
      "Mozilla/5.0 (iPad; CPU OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Mobile/15E148 Safari/604.1",
  },
] as const
