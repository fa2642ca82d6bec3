/**
 * Amounts of the simulators: whole minor units. The table is the simulators' own on purpose: they
 * are what the application is measured by, so they share no code with it.
 */
const PLACES = new Map([
  ..."BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
    .split(" ")
    .map((c) => [c, 0]),
  ..."BHD IQD JOD KWD LYD OMR TND".split(" ").map((c) => [c, 3]),
])

export const placesOf = (currency) => PLACES.get(currency.toUpperCase()) ?? 2

/** 3495, 2 → "34.95" */
export const formatUnits = (units, places) => {
  const digits = String(Math.abs(units)).padStart(places + 1, "0")
  const whole = digits.slice(0, digits.length - places)
  const sign = units < 0 ? "-" : ""
  return places === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-places)}`
}

/** 3495, "EUR" → "34.95" */
export const decimalOf = (units, currency) => formatUnits(units, placesOf(currency))

/** "34.95", "EUR" → 3495; null when it is no amount of this currency. */
export const unitsOf = (decimal, currency) => {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(String(decimal).trim())
  const places = placesOf(currency)
  if (!match) {
    return null
  }
  const fraction = (match[2] ?? "").padEnd(places, "0")
  return /^0*$/.test(fraction.slice(places)) ? Number(match[1] + fraction.slice(0, places)) : null
}

/** What a processor keeps: percent of the amount, rounded half up, and a fixed part. */
export const feeOf = (units, percent, fixed) => Math.round((units * percent) / 100) + fixed
