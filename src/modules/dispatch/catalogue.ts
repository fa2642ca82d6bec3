import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Which supplier has which of the shops' products, under which name and at which cost. */
export class SupplierCatalogue {
  constructor(protected readonly connection: Knex) {}
}
