import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Addresses that get nothing any more, and customers who want no reminders. */
export class SuppressionList {
  constructor(protected readonly connection: Knex) {}
}
