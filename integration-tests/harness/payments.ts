import type { PaymentMethod } from "../../src/modules/crm_order/types"
import { login } from "./api"
import type { TestServer } from "./server"
import type { SimulatedAccount, Simulators } from "./simulators"

/** The ids of our accounts by the `key` of the simulated account each of them is at. */
export type PaymentAccounts = Record<string, string>

type Options = {
  /** Which simulated accounts get an account of ours, in the order in which they are asked. */
  keys: readonly string[]
  /** Settings by processor, on top of those the simulator names, e.g. a short timeout. */
  settings?: Record<string, Record<string, string>>
}

const METHODS: readonly PaymentMethod[] = ["credit_card", "paypal", "crypto", "echeck"]

/**
 * Gives a server accounts at the simulators and routing rules that ask them in order, through the
 * staff API as a person would.
 */
export const setUpPayments = async (
  server: TestServer,
  simulators: Simulators,
  { keys, settings = {} }: Options
): Promise<PaymentAccounts> => {
  const administrator = await login(server, "administrator")
  const ids: PaymentAccounts = {}
  for (const key of keys) {
    const account = simulators.account(key)
    ids[key] = await addAccount(administrator, account, settings[account.processor] ?? {})
  }
  const rules = Object.fromEntries(
    METHODS.map((method) => [
      method,
      keys
        .filter((key) => simulators.account(key).methods.includes(method))
        .map((key, index) => ({ account_id: ids[key], priority: index + 1, weight: 1, when: {} })),
    ])
  )
  const answer = await administrator.post("/admin/crm/routing", {
    rules,
    note: "Tests",
    expected_version: 0,
  })
  if (answer.status >= 300) {
    throw new Error(`The routing was not saved: ${answer.status} ${answer.text}`)
  }
  return ids
}

const addAccount = async (
  administrator: Awaited<ReturnType<typeof login>>,
  account: SimulatedAccount,
  settings: Record<string, string>
): Promise<string> => {
  const { processor, name, methods, base_url, secrets, echeck_approved_when, fee_rule } = account
  const made = await administrator.post<{ account: { id: string } }>(
    "/admin/crm/processors/accounts",
    {
      ...{ processor, name, methods, base_url, secrets, echeck_approved_when },
      settings: { ...account.settings, ...settings },
    }
  )
  if (made.status !== 201) {
    throw new Error(`${name} was not made: ${made.status} ${made.text}`)
  }
  const { id } = made.body.account
  const ruled = await administrator.post(`/admin/crm/processors/accounts/${id}/fee-rules`, {
    ...fee_rule,
    valid_from: "2020-01-01T00:00:00Z",
  })
  if (ruled.status >= 300) {
    throw new Error(`${name} has no fees: ${ruled.status} ${ruled.text}`)
  }
  return id
}
