/**
 * What delivery and insurance cost when the shop sends no price: per delivery id and currency, in
 * that currency. A currency that is not here has no price of ours: the shop must send one.
 * The euro prices are those of the owner's example (T3-09); the others are rounded from them.
 */
type PriceTable = Readonly<Record<string, string>>

export type DeliveryMethod = {
  id: number
  code: "airmail" | "ems"
  name: string
  prices: PriceTable
}

export const deliveryMethods: readonly DeliveryMethod[] = [
  {
    id: 1,
    code: "airmail",
    name: "AirMail",
    prices: {
      EUR: "14.95",
      USD: "14.95",
      GBP: "12.95",
      CAD: "19.95",
      AUD: "22.95",
      NZD: "24.95",
      CHF: "14.95",
      PLN: "59.95",
      CZK: "369.00",
      SEK: "169.00",
      NOK: "169.00",
      DKK: "109.00",
      HUF: "5900.00",
      RON: "74.95",
      MXN: "269.00",
      BRL: "79.95",
      INR: "1290.00",
      MYR: "69.95",
      SGD: "19.95",
      JPY: "2300",
      AED: "54.95",
      ILS: "54.95",
      ZAR: "269.00",
      TRY: "499.00",
      UAH: "599.00",
      KWD: "4.600",
    },
  },
  {
    id: 2,
    code: "ems",
    name: "EMS",
    prices: {
      EUR: "24.95",
      USD: "24.95",
      GBP: "21.95",
      CAD: "34.95",
      AUD: "37.95",
      NZD: "41.95",
      CHF: "24.95",
      PLN: "99.95",
      CZK: "619.00",
      SEK: "279.00",
      NOK: "279.00",
      DKK: "179.00",
      HUF: "9900.00",
      RON: "124.95",
      MXN: "449.00",
      BRL: "134.95",
      INR: "2190.00",
      MYR: "114.95",
      SGD: "34.95",
      JPY: "3900",
      AED: "91.95",
      ILS: "91.95",
      ZAR: "449.00",
      TRY: "849.00",
      UAH: "999.00",
      KWD: "7.700",
    },
  },
]

export const insurancePrices: PriceTable = {
  EUR: "4.95",
  USD: "4.95",
  GBP: "4.45",
  CAD: "6.95",
  AUD: "7.95",
  NZD: "8.45",
  CHF: "4.95",
  PLN: "19.95",
  CZK: "119.00",
  SEK: "55.00",
  NOK: "55.00",
  DKK: "37.00",
  HUF: "1950.00",
  RON: "24.95",
  MXN: "89.00",
  BRL: "26.95",
  INR: "429.00",
  MYR: "22.95",
  SGD: "6.95",
  JPY: "760",
  AED: "17.95",
  ILS: "17.95",
  ZAR: "89.00",
  TRY: "165.00",
  UAH: "199.00",
  KWD: "1.500",
}
