import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Messages from the transaction that is their cause until the server has taken them or a person has decided. */
export class MessageStore {
  constructor(protected readonly connection: Knex) {}
}
