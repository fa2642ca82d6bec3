import { Problem } from "../../lib/problem"
import { Faults } from "../intake/faults"
import { readPhone } from "../intake/rules/customer"

/**
 * A telephone number as staff type it, in E.164; null for none.
 *
 * @throws Problem 422 when it is no number
 */
export const readTypedPhone = (typed: string | null | undefined): string | null => {
  if (!typed?.trim()) {
    return null
  }
  const faults = new Faults()
  const phone = readPhone(typed, undefined, faults)
  if (phone === undefined) {
    const { fields } = faults.refusal()
    const message = fields[0]?.message ?? "This is not a phone number."
    throw new Problem(422, "unprocessable", message, { fields: [{ path: "phone", message }] })
  }
  return phone
}
