import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Answer files of suppliers, each read exactly once. */
export class SupplierFiles {
  constructor(protected readonly connection: Knex) {}
}
