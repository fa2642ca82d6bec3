import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** When customers want to be reminded to order again, and what became of it. */
export class RefillReminders {
  constructor(protected readonly connection: Knex) {}
}
