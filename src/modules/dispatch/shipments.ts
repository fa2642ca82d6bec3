import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Parcels from the decision who ships them until they have arrived. */
export class ShipmentStore {
  constructor(protected readonly connection: Knex) {}
}
