import type { MedusaContainer } from "@medusajs/framework/types"
import { problemOf } from "../../lib/problem"
import { MAIL_MODULE } from "../../modules/mail"
import type { MailKind } from "../../modules/mail/kinds"
import type MailModuleService from "../../modules/mail/service"
import { releaseMessage } from "./release-message"

const AT_ONCE = 200

/**
 * Lets letters go out that could not be written, because their wording has been changed since. One that
 * still cannot be written comes back to where it was. May be run twice.
 */
export const retryBrokenLetters = async (
  container: MedusaContainer,
  { kind, shop_id, by }: { kind: MailKind; shop_id: string | null; by: string | null }
): Promise<void> => {
  const { messages }: MailModuleService = container.resolve(MAIL_MODULE)
  const actor = by ? { type: "staff" as const, id: by } : { type: "system" as const, id: null }
  let ids: string[] = []
  do {
    ids = await messages.listBroken(kind, shop_id, ids.at(-1) ?? "", AT_ONCE)
    for (const id of ids) {
      try {
        await releaseMessage(container, "retry", { id, actor, cause: "template" })
      } catch (error) {
        // Somebody was faster, or its order is archived: nothing is left to do for this one.
        if (!problemOf(error)) {
          throw error
        }
      }
    }
  } while (ids.length > 0)
}
