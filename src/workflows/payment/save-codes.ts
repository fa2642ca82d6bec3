import type { MedusaContainer } from "@medusajs/framework/types"
import { Problem, type FieldFault } from "../../lib/problem"
import { unitOfWork } from "../../lib/unit-of-work"
import { PAYMENT_CASCADE_MODULE } from "../../modules/payment_cascade"
import {
  FIXED_CODES,
  type CodeOverrides,
  type SaveOptions,
} from "../../modules/payment_cascade/policies"
import type PaymentCascadeModuleService from "../../modules/payment_cascade/service"
import { PROCESSORS } from "../../providers/payment/registry"

const overrideFaults = (overrides: CodeOverrides): FieldFault[] =>
  Object.entries(overrides).flatMap(([processor, codes]) =>
    Object.hasOwn(PROCESSORS, processor)
      ? Object.keys(codes)
          .filter((code) => FIXED_CODES.includes(code))
          .map((code) => ({
            path: `overrides.${processor}.${code}`,
            message:
              "Nobody knows whether such a payment was made: it is asked about, not repeated.",
          }))
      : [{ path: `overrides.${processor}`, message: "There is no such processor." }]
  )

/**
 * Puts a new version of what staff have decided about processors' codes in force.
 *
 * @returns its number
 * @throws Problem 409 `version_conflict`, 422 `wrong_codes` naming every fault
 */
export const saveCodes = async (
  container: MedusaContainer,
  overrides: CodeOverrides,
  options: SaveOptions
): Promise<number> => {
  const fields = overrideFaults(overrides)
  if (fields.length > 0) {
    throw new Problem(422, "wrong_codes", "These codes cannot be decided like this.", { fields })
  }
  const cascade: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const version = await unitOfWork(container, (transaction) =>
    cascade.policies.save(transaction, "codes", overrides, options)
  )
  cascade.policies.forgetCached()
  return version
}
