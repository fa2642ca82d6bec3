import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Suppliers as staff have entered them. */
export class SupplierStore {
  constructor(protected readonly connection: Knex) {}
}
