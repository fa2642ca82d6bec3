import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Accounts at processors, without their secrets (the vault keeps those), and their fee rules. */
export class ProcessorAccounts {
  constructor(protected readonly connection: Knex) {}
}
