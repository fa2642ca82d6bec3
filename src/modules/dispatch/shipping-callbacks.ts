import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** What carriers and suppliers have told us by themselves, kept before it is believed. */
export class ShippingCallbacks {
  constructor(protected readonly connection: Knex) {}
}
