import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { AttemptStore } from "./attempts"
import { CallbackInbox } from "./callbacks"
import { PolicyStore } from "./policies"
import { ProcessorAccounts } from "./processor-accounts"

type Dependencies = { [ContainerRegistrationKeys.PG_CONNECTION]: Knex }

/**
 * Everything about being paid: who may be asked (accounts and their fees), in which order (policies),
 * what has been tried (attempts, exchanges), what money has really moved (facts), and what processors
 * have told us by themselves (callbacks). Not a Medusa data model on purpose: its rows are written
 * once, under triggers, and nobody updates them through a generated service.
 */
class PaymentCascadeModuleService {
  readonly accounts: ProcessorAccounts
  readonly policies: PolicyStore
  readonly attempts: AttemptStore
  readonly callbacks: CallbackInbox

  constructor(dependencies: Dependencies) {
    const connection = dependencies[ContainerRegistrationKeys.PG_CONNECTION]
    this.accounts = new ProcessorAccounts(connection)
    this.policies = new PolicyStore(connection)
    this.attempts = new AttemptStore(connection)
    this.callbacks = new CallbackInbox(connection)
  }
}

export default PaymentCascadeModuleService
