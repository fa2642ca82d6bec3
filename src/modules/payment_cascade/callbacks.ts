import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** What processors tell us by themselves, kept before it is answered. */
export class CallbackInbox {
  constructor(protected readonly connection: Knex) {}
}
