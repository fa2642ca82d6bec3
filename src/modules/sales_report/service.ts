import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { findDifferences, foldChanges, rebuildFigures } from "./fold"
import { readBeginning, readFigures } from "./read-figures"
import type { Difference, Figures, Span } from "./types"

type Dependencies = { [ContainerRegistrationKeys.PG_CONNECTION]: Knex }

/**
 * The figures of the dashboard. Triggers write them in the transactions of the facts (the migration says
 * how); this reads, folds, rebuilds and proves them.
 */
class SalesReportModuleService {
  protected readonly connection: Knex

  constructor(dependencies: Dependencies) {
    this.connection = dependencies[ContainerRegistrationKeys.PG_CONNECTION]
  }

  /** The sums of spans of time, and what one of them is made up of, of a shop or of all (null). */
  async read(shopId: string | null, spans: readonly Span[], shared: Span): Promise<Figures> {
    return readFigures(this.connection, shopId, spans, shared)
  }

  /** When the first figure is of; null when there is none yet. */
  async beginning(shopId: string | null): Promise<Date | null> {
    return readBeginning(this.connection, shopId)
  }

  /** Folds what every fact has added into the sums, so that reading them stays fast. */
  async fold(): Promise<void> {
    await foldChanges(this.connection)
  }

  /** Makes all figures anew from what they are figures of. */
  async rebuild(): Promise<void> {
    await rebuildFigures(this.connection)
  }

  /** The first differences between the figures and the orders, books and attempts. */
  async differences(limit: number): Promise<Difference[]> {
    return findDifferences(this.connection, limit)
  }
}

export default SalesReportModuleService
