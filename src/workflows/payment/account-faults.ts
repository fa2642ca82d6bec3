import type { FieldFault } from "../../lib/problem"
import type { PaymentMethod } from "../../modules/crm_order/types"
import type { AccountField, Processor } from "../../providers/payment/processor"

type AccountInput = {
  methods?: readonly PaymentMethod[]
  settings?: Readonly<Record<string, string>>
  secrets?: Readonly<Record<string, string>>
}

const unknownNames = (
  values: Readonly<Record<string, string>>,
  fields: readonly AccountField[],
  path: string
): FieldFault[] =>
  Object.keys(values)
    .filter((name) => !fields.some((field) => field.name === name))
    .map((name) => ({ path: `${path}.${name}`, message: "This processor has no such field." }))

/**
 * What an account cannot be like at its processor, each fault with its place. Secrets may be given
 * later, so none of them is missing here.
 */
export const accountFaults = (
  { title, capabilities, account_fields }: Processor,
  { methods = [], settings, secrets = {} }: AccountInput
): FieldFault[] => {
  const faults = methods.flatMap((method, index): FieldFault[] =>
    capabilities.methods.includes(method)
      ? []
      : [
          {
            path: `methods.${index}`,
            message: `${title} does not take ${method.replaceAll("_", " ")}.`,
          },
        ]
  )
  if (settings) {
    faults.push(...unknownNames(settings, account_fields.settings, "settings"))
    for (const { name, label, required } of account_fields.settings) {
      if (required && !settings[name]?.trim()) {
        faults.push({ path: `settings.${name}`, message: `${label} is needed.` })
      }
    }
  }
  return [...faults, ...unknownNames(secrets, account_fields.secrets, "secrets")]
}
