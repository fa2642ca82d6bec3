import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** What is sent, how long it is held, how shops sign, and the one switch that holds all. */
export class MailRules {
  constructor(protected readonly connection: Knex) {}
}
