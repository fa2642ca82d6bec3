import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Who ships what, in versions. */
export class ShippingRules {
  constructor(protected readonly connection: Knex) {}
}
