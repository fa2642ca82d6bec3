import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { MailAccounts } from "./mail-accounts"
import { MailRules } from "./mail-rules"
import { MessageStore } from "./messages"
import { RefillReminders } from "./refills"
import { SendingQueue } from "./sending-queue"
import { SuppressionList } from "./suppressions"
import { TemplateStore } from "./templates"

type Dependencies = { [ContainerRegistrationKeys.PG_CONNECTION]: Knex }

/**
 * Everything that customers are told in writing: how letters are worded (templates), whether and when
 * they go out (rules), what became of each (messages), through which servers (accounts), who gets
 * nothing any more (suppressions), and who wants to be reminded to order again (refills).
 */
class MailModuleService {
  readonly accounts: MailAccounts
  readonly rules: MailRules
  readonly templates: TemplateStore
  readonly messages: MessageStore
  readonly sending: SendingQueue
  readonly suppressions: SuppressionList
  readonly refills: RefillReminders

  constructor(dependencies: Dependencies) {
    const connection = dependencies[ContainerRegistrationKeys.PG_CONNECTION]
    this.accounts = new MailAccounts(connection)
    this.rules = new MailRules(connection)
    this.templates = new TemplateStore(connection)
    this.messages = new MessageStore(connection)
    this.sending = new SendingQueue(connection)
    this.suppressions = new SuppressionList(connection)
    this.refills = new RefillReminders(connection)
  }
}

export default MailModuleService
