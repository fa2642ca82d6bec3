import type { MedusaContainer } from "@medusajs/framework/types"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** One open PostgreSQL transaction. Whoever is handed it takes part: commit and roll-back are shared. */
export type Transaction = Knex.Transaction

/**
 * Runs `work` in one PostgreSQL transaction that several modules may write in.
 * Medusa's module services cannot share a context across modules, so facts that belong together are
 * written through this instead (docs/architecture.md, "One transaction").
 */
export const unitOfWork = <Result>(
  container: MedusaContainer,
  work: (transaction: Transaction) => Promise<Result>
): Promise<Result> => {
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  return connection.transaction(work)
}
