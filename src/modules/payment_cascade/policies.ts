import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Routing rules and the table of codes, every version of them. */
export class PolicyStore {
  constructor(protected readonly connection: Knex) {}
}
