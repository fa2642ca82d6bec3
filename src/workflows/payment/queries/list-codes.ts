import type { MedusaContainer } from "@medusajs/framework/types"
import { PAYMENT_CASCADE_MODULE } from "../../../modules/payment_cascade"
import {
  FIXED_CODES,
  shippedCodeRule,
  UNKNOWN_CODE,
  type CodeOverrides,
} from "../../../modules/payment_cascade/policies"
import type PaymentCascadeModuleService from "../../../modules/payment_cascade/service"
import { COMMON_CODES } from "../../../providers/payment/processor"
import { PROCESSORS } from "../../../providers/payment/registry"
import { listVersions } from "./read-routing"

const codesOf = (processor: string, overrides: CodeOverrides) => {
  const decided = overrides[processor] ?? {}
  const codes = new Set([
    ...Object.keys(PROCESSORS[processor]?.codes ?? {}),
    ...Object.keys(COMMON_CODES),
    ...Object.keys(decided),
  ])
  return [...codes].map((code) => {
    const shipped = shippedCodeRule(processor, code) ?? UNKNOWN_CODE
    const overridden = Object.hasOwn(decided, code)
    return {
      processor,
      code,
      ...(overridden ? decided[code] : shipped),
      default: shipped,
      overridden,
      editable: !FIXED_CODES.includes(code),
    }
  })
}

/** What every code of every processor means now and as we ship it, with every version. */
export const listCodes = async (container: MedusaContainer) => {
  const cascade: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const [newest, history] = await Promise.all([
    cascade.policies.readNewest("codes"),
    listVersions(container, "codes"),
  ])
  const overrides = newest?.body ?? {}
  return {
    version: newest?.version ?? 0,
    overrides,
    codes: Object.keys(PROCESSORS).flatMap((processor) => codesOf(processor, overrides)),
    history,
  }
}
