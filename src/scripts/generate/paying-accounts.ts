import type { MedusaContainer } from "@medusajs/framework/types"
import { unitOfWork } from "../../lib/unit-of-work"
import type { PaymentMethod } from "../../modules/crm_order/types"
import type { FeeRule } from "../../modules/ledger/types"
import { PAYMENT_CASCADE_MODULE } from "../../modules/payment_cascade"
import { OUTSIDE_ACCOUNT_ID } from "../../modules/payment_cascade/processor-accounts"
import type PaymentCascadeModuleService from "../../modules/payment_cascade/service"

/** An account that generated orders were paid through, with what it costs. */
export type PayingAccount = {
  id: string
  name: string
  processor: string
  fee_rule: FeeRule | null
}

export type PayingAccounts = Record<PaymentMethod, readonly PayingAccount[]>

/** Money that a manager has taken past every processor. */
export const OUTSIDE: PayingAccount = {
  id: OUTSIDE_ACCOUNT_ID,
  name: "Outside",
  processor: "outside",
  fee_rule: null,
}

type Known = { processor: string; name: string; methods: PaymentMethod[]; percent: string }

/** In the order in which they are asked. */
const ACCOUNTS: readonly Known[] = [
  { processor: "stripe", name: "Stripe (generated)", methods: ["credit_card"], percent: "2.9" },
  { processor: "nmi", name: "NMI (generated)", methods: ["credit_card", "echeck"], percent: "10" },
  { processor: "paypal", name: "PayPal (generated)", methods: ["paypal"], percent: "3.49" },
  { processor: "btcpay", name: "BTCPay Server (generated)", methods: ["crypto"], percent: "1" },
]

const CHARGEBACK_FEE = { chargeback_fee: "15", currency: "USD" }
/** Before every generated order. */
const FEES_VALID_FROM = new Date("2020-01-01T00:00:00Z")

/** Nobody answers there: what was never charged cannot be refunded by mistake either. */
const NOWHERE = "https://generated.invalid"

const makeAccount = async (
  container: MedusaContainer,
  { percent, ...account }: Known
): Promise<void> => {
  const { accounts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  await unitOfWork(container, async (transaction) => {
    const id = await accounts.create(
      transaction,
      { ...account, base_url: NOWHERE, settings: {}, echeck_approved_when: "settled" },
      null
    )
    await accounts.update(transaction, id, { active: false }, null)
    await accounts.addFeeRule(
      transaction,
      {
        ...CHARGEBACK_FEE,
        account_id: id,
        percent,
        fixed: "0",
        refund_returns_fee: false,
        valid_from: FEES_VALID_FROM,
      },
      null
    )
  })
}

/** The accounts that generated orders were paid through: switched off, so that nobody else is. */
export const findPayingAccounts = async (container: MedusaContainer): Promise<PayingAccounts> => {
  const { accounts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const names = (await accounts.list()).map(({ name }) => name)
  for (const account of ACCOUNTS) {
    if (!names.includes(account.name)) {
      await makeAccount(container, account)
    }
  }
  accounts.forgetCached()
  const all = await accounts.list()
  const rules = await accounts.listAllFeeRules()
  const takersOf = (method: PaymentMethod): PayingAccount[] =>
    ACCOUNTS.filter(({ methods }) => methods.includes(method)).flatMap(({ name }) =>
      all
        .filter((account) => account.name === name)
        .map(({ id, processor }) => ({
          id,
          name,
          processor,
          fee_rule: rules.find(({ account_id }) => account_id === id) ?? null,
        }))
    )
  return {
    credit_card: takersOf("credit_card"),
    paypal: takersOf("paypal"),
    crypto: takersOf("crypto"),
    echeck: takersOf("echeck"),
  }
}
