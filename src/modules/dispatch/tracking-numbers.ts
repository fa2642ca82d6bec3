import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Tracking numbers of parcels with their history, and what carriers tell about them. */
export class TrackingNumbers {
  constructor(protected readonly connection: Knex) {}
}
