import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Mail servers that letters go out through. */
export class MailAccounts {
  constructor(protected readonly connection: Knex) {}
}
