import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Transaction } from "../../lib/unit-of-work"
import type { FactToBook } from "./types"

type Dependencies = { [ContainerRegistrationKeys.PG_CONNECTION]: Knex }

/** Double-entry postings per processor account and currency. Rows are only ever added. */
class LedgerModuleService {
  protected readonly connection: Knex

  constructor(dependencies: Dependencies) {
    this.connection = dependencies[ContainerRegistrationKeys.PG_CONNECTION]
  }

  /**
   * Books one money fact: a set of postings that is zero per currency. A fact that is booked already
   * is left as it is.
   */
  async book(_transaction: Transaction, _fact: FactToBook): Promise<void> {
    throw new Error("not yet")
  }
}

export default LedgerModuleService
