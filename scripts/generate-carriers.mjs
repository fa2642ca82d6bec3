// Writes src/modules/dispatch/carriers/carriers.json from the couriers of jkeen/tracking_number_data
// (MIT) that lie in integration-tests/fixtures/tracking-numbers: what recognising a number takes, in one
// file and without the test numbers. Run it after an update of those files:
// node scripts/generate-carriers.mjs
import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { format } from "prettier"

const couriers = new URL(
  "../integration-tests/fixtures/tracking-numbers/couriers/",
  import.meta.url
)
const target = new URL("../src/modules/dispatch/carriers/carriers.json", import.meta.url)

/** The rows of the look-up that a number must be found in, e.g. the country of an S10 number. */
const lookups = ({ validation, additional = [] }) =>
  (validation.additional?.exists ?? []).map((name) => {
    const { regex_group_name, lookup } = additional.find((one) => one.name === name)
    return {
      group: regex_group_name,
      rows: lookup.map(({ matches, matches_regex, courier, country }) => ({
        ...(matches ? { matches } : { matches_regex }),
        ...(courier ? { courier: courier.trim(), country } : {}),
      })),
    }
  })

const carriers = readdirSync(couriers)
  .sort()
  .map((file) => JSON.parse(readFileSync(new URL(file, couriers), "utf8")))
  .map(({ name, courier_code, tracking_numbers }) => ({
    code: courier_code,
    name,
    formats: tracking_numbers.map((one) => ({
      name: one.name,
      regex: [one.regex].flat().join(""),
      url: one.tracking_url ?? null,
      checksum: one.validation.checksum ?? null,
      prepend_if: one.validation.serial_number_format?.prepend_if ?? null,
      exists: lookups(one),
    })),
  }))

writeFileSync(target, await format(JSON.stringify(carriers), { parser: "json", printWidth: 100 }))
