import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Attempts, their exchanges and the money facts that came of them. */
export class AttemptStore {
  constructor(protected readonly connection: Knex) {}
}
