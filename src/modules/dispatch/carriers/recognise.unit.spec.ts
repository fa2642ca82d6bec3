import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import fc from "fast-check"
import { CHECK_RULES, type Checksum } from "./check-rules"
import carriersData from "./carriers.json"
import { CARRIERS, carrierName, carrierNamed, recognise, trackingUrl } from "./recognise"

type CourierFile = {
  courier_code: string
  tracking_numbers: {
    name: string
    test_numbers: { valid: string[]; invalid: string[] }
  }[]
}

type Shape = {
  name: string
  pattern: RegExp
  checksum: Checksum
  prepend: { matches_regex: string; content: string } | null
  example: string
}

const plain = (number: string): string => number.replace(/\s/g, "")

type CarrierData = {
  formats: {
    name: string
    regex: string
    checksum: Checksum | null
    prepend_if: Shape["prepend"]
  }[]
}

const carriers: CarrierData[] = carriersData

const folder = path.resolve(
  __dirname,
  "../../../../integration-tests/fixtures/tracking-numbers/couriers"
)
const files: CourierFile[] = readdirSync(folder).map((name) =>
  JSON.parse(readFileSync(path.join(folder, name), "utf8"))
)
const formats = files.flatMap((file) =>
  file.tracking_numbers.map((format) => ({ ...format, courier: file.courier_code }))
)
const valid = formats.flatMap(({ name, test_numbers }) =>
  test_numbers.valid.map((number) => [number, name] as const)
)
const invalid = formats.flatMap(({ name, test_numbers }) =>
  test_numbers.invalid.map((number) => [number, name] as const)
)

const namesOf = (number: string): string[] => recognise(number).formats.map(({ name }) => name)

describe("numbers of the couriers' data", () => {
  it("has all its formats", () => {
    expect(carriers.flatMap((carrier) => carrier.formats)).toHaveLength(formats.length)
    expect(valid.length).toBeGreaterThanOrEqual(39)
  })

  it.each(valid)("%s is a number of %s", (number, name) => {
    expect(namesOf(number)).toContain(name)
  })

  it.each(invalid)("%s is no number of %s", (number, name) => {
    expect(namesOf(number)).not.toContain(name)
  })

  it.each(invalid)(
    "%s (no number of %s) is no number of anybody else by its check digit",
    (one) => {
      expect(recognise(one).formats).toEqual([])
    }
  )
})

const exampleOf = (name: string): string =>
  plain(valid.find(([, format]) => format === name)?.[0] ?? "")

const shapes: Shape[] = carriers.flatMap(({ formats: own }) =>
  own.flatMap(({ name, regex, checksum, prepend_if }): Shape[] =>
    checksum
      ? [
          {
            name,
            pattern: new RegExp(`^(?:${regex})$`, "d"),
            checksum,
            prepend: prepend_if,
            example: exampleOf(name),
          },
        ]
      : []
  )
)

/** Where the serial number and the check digit stand in a number of this shape; null: another shape. */
const placesOf = ({ pattern }: Shape, number: string) => {
  const indices = pattern.exec(number)?.indices?.groups
  const serial = indices?.SerialNumber
  const check = indices?.CheckDigit
  return serial && check ? { serial, check } : null
}

const replaceAt = (text: string, index: number, character: string): string =>
  text.slice(0, index) + character + text.slice(index + 1)

/** The number with the check character that its serial number asks for. */
const withCheck = (shape: Shape, number: string): string | null => {
  const places = placesOf(shape, number)
  if (!places) {
    return null
  }
  const printed = number.slice(...places.serial)
  const isPrepended = shape.prepend && new RegExp(shape.prepend.matches_regex).test(printed)
  const serial = isPrepended ? `${shape.prepend?.content}${printed}` : printed
  const check = CHECK_RULES[shape.checksum.name].expected(serial, shape.checksum)
  return replaceAt(number, places.check[0], check)
}

/** Digits of the example that may be any other digit, and what they become. */
const numbersOf = (shape: Shape): fc.Arbitrary<string> =>
  fc
    .array(fc.nat({ max: 9 }), {
      minLength: shape.example.length,
      maxLength: shape.example.length,
    })
    .map((digits) => {
      let number = shape.example
      digits.forEach((digit, index) => {
        const changed = replaceAt(number, index, String(digit))
        // What belongs to the shape (a prefix, a mailer's length) stays as it is.
        const before = placesOf(shape, number)
        const after = placesOf(shape, changed)
        const isSameShape =
          after?.serial.join() === before?.serial.join() &&
          after?.check.join() === before?.check.join()
        number = /\d/.test(number[index]) && after && isSameShape ? changed : number
      })
      return withCheck(shape, number) ?? shape.example
    })

/** Rules that catch every change of one digit: each multiplier has an inverse modulo ten, or is Luhn's. */
const catchesAll = ({ checksum, prepend }: Shape): boolean =>
  checksum.name === "luhn" ||
  checksum.name === "mod_37_36" ||
  (checksum.name === "mod10" &&
    prepend === null &&
    [checksum.odds_multiplier, checksum.evens_multiplier].every((one) => one === 1 || one === 3))

describe.each(shapes.map((shape) => [shape.name, shape] as const))(
  "any number of %s",
  (name, shape) => {
    const symbols = [..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"]

    it("is recognised with its check digit, and with no other", () => {
      fc.assert(
        fc.property(numbersOf(shape), (number) => {
          const at = placesOf(shape, number)?.check[0] ?? -1
          expect(namesOf(number)).toContain(name)
          for (const symbol of symbols.filter((one) => one !== number[at])) {
            expect(namesOf(replaceAt(number, at, symbol))).not.toContain(name)
          }
        }),
        { numRuns: 40 }
      )
    })

    it("is recognised however it is spaced and spelled", () => {
      fc.assert(
        fc.property(
          numbersOf(shape),
          fc.infiniteStream(fc.constantFrom("", " ", "-", "  ")),
          (number, gaps) => {
            const typed = [...number].map((character) => character + gaps.next().value).join("")
            expect(recognise(typed.toLowerCase()).number).toBe(number)
            expect(namesOf(typed.toLowerCase())).toContain(name)
          }
        ),
        { numRuns: 20 }
      )
    })

    if (catchesAll(shape)) {
      it("is refused with one digit changed", () => {
        fc.assert(
          fc.property(
            numbersOf(shape),
            fc.nat(),
            fc.integer({ min: 1, max: 9 }),
            (number, place, by) => {
              const [from, to] = placesOf(shape, number)?.serial ?? [0, 0]
              const at = from + (place % (to - from))
              fc.pre(/\d/.test(number[at]))
              const changed = replaceAt(number, at, String((Number(number[at]) + by) % 10))
              // Another digit at a mailer's place may make it a number of another make-up.
              fc.pre(
                placesOf(shape, changed)?.serial.join() === placesOf(shape, number)?.serial.join()
              )
              expect(namesOf(changed)).not.toContain(name)
            }
          ),
          { numRuns: 60 }
        )
      })
    }
  }
)

describe("recognising", () => {
  it("tells the post by the country of an S10 number", () => {
    const [match] = recognise("rb 123 456 785 gb").formats
    expect(match).toMatchObject({ carrier: "post_gb", check: "digit" })
    expect(match.url).toBe(
      "https://www.royalmail.com/track-your-item#/tracking-results/RB123456785GB"
    )
    expect(recognise("RB123456785US").formats[0].carrier).toBe("usps")
    expect(recognise("RB123456785RU").formats[0].carrier).toBe("post_ru")
  })

  it("says what is wrong with a number that has the shape of one", () => {
    expect(recognise("RB123456786GB")).toMatchObject({
      formats: [],
      near: [{ name: "S10", fault: "The check digit is 6 and should be 5." }],
    })
    expect(recognise("RB123456785XX").near[0].fault).toBe("There is no post with the letters XX.")
  })

  it("puts what a check digit speaks for before what has only a shape", () => {
    // A postal number that starts like one of DHL's.
    const { formats: found } = recognise("RX123456785DE")
    expect(found.map(({ check }) => check)).toEqual(["digit", "pattern"])
    expect(found[0].carrier).toBe("post_de")
  })

  it("keeps a dash that belongs to the number and drops the others", () => {
    expect(recognise("1LS7119013618127-1").number).toBe("1LS7119013618127-1")
    expect(recognise("9865-7878-8855").number).toBe("986578788855")
    expect(recognise("9865–7878–8855").formats[0].carrier).toBe("fedex")
  })

  it("bears any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const { number, formats: found } = recognise(text)
        expect(found.every(({ url }) => url.startsWith("https://"))).toBe(true)
        expect(typeof number).toBe("string")
      })
    )
  })

  it("is quick with what no regular expression likes", () => {
    const hostile = [
      "4".repeat(50),
      "420".repeat(16),
      "9".repeat(49),
      `GM${"0".repeat(48)}`,
      "1 ".repeat(500_000),
    ]
    const begun = performance.now()
    hostile.forEach((text) => recognise(text))
    expect(performance.now() - begun).toBeLessThan(500)
  })
})

describe("carriers", () => {
  it("are found by whatever they are called", () => {
    expect(carrierNamed("Royal Mail")).toBe("post_gb")
    expect(carrierNamed("ROYAL-MAIL")).toBe("post_gb")
    expect(carrierNamed("u.s. postal service")).toBe("usps")
    expect(carrierNamed("Почта России")).toBe("post_ru")
    expect(carrierNamed("UPS")).toBe("ups")
    expect(carrierNamed("constructor")).toBeNull()
    expect(carrierNamed("")).toBeNull()
  })

  it("all have a name and a page for a number", () => {
    for (const { code } of CARRIERS) {
      expect(carrierName(code)).toBeTruthy()
      expect(trackingUrl(code, "A B&C")).toMatch(/^https:\/\/.+A%20B%26C/)
    }
    expect(new Set(CARRIERS.map(({ name }) => name)).size).toBe(CARRIERS.length)
    expect(trackingUrl(null, "X1")).toBe("https://t.17track.net/en#nums=X1")
  })
})
