import type { MedusaContainer } from "@medusajs/framework/types"
import { Problem } from "../../lib/problem"
import { unitOfWork } from "../../lib/unit-of-work"
import { MAIL_MODULE } from "../../modules/mail"
import type MailModuleService from "../../modules/mail/service"
import type { StaffActor } from "../../modules/staff/types"

/** A person stops an address. @throws Problem 409 `suppressed_already` */
export const suppressAddress = (
  container: MedusaContainer,
  { address, note }: { address: string; note: string | null },
  by: StaffActor
): Promise<void> =>
  unitOfWork(container, async (transaction) => {
    const { suppressions }: MailModuleService = container.resolve(MAIL_MODULE)
    const isNew = await suppressions.add(transaction, {
      ...{ address, note, reason: "by_hand", message_id: null },
      created_by: by.user_id,
    })
    if (!isNew) {
      throw new Problem(409, "suppressed_already", "This address gets nothing already.")
    }
  })

/** A person lets an address get mail again, and says why. @throws Problem 404 */
export const releaseAddress = (
  container: MedusaContainer,
  { address, reason }: { address: string; reason: string },
  by: StaffActor
): Promise<void> =>
  unitOfWork(container, async (transaction) => {
    const { suppressions }: MailModuleService = container.resolve(MAIL_MODULE)
    await suppressions.remove(transaction, address, by.user_id, reason)
  })
