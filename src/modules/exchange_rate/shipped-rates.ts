/**
 * Rates that ship with the product, so that it works without a network: units of the currency for
 * one euro, as published by the European Central Bank for 31 December 2024 ("Euro foreign exchange
 * reference rates"). Newer rates are added as rows and never replace these.
 */
export const SHIPPED_RATES = {
  as_of: "2024-12-31",
  source: "European Central Bank reference rates",
  units_per_euro: {
    EUR: "1",
    USD: "1.0389",
    AUD: "1.6772",
    BGN: "1.9558",
    BRL: "6.4253",
    CAD: "1.4948",
    CHF: "0.9412",
    CNY: "7.5833",
    CZK: "25.185",
    DKK: "7.4578",
    GBP: "0.82918",
    HKD: "8.0686",
    HUF: "411.35",
    IDR: "16820.88",
    ILS: "3.7885",
    INR: "88.9335",
    ISK: "143.90",
    JPY: "163.06",
    KRW: "1532.15",
    MXN: "21.5504",
    MYR: "4.6454",
    NOK: "11.7950",
    NZD: "1.8532",
    PHP: "60.301",
    PLN: "4.2750",
    RON: "4.9743",
    SEK: "11.4590",
    SGD: "1.4164",
    THB: "35.676",
    TRY: "36.7372",
    ZAR: "19.6188",
  },
} as const
