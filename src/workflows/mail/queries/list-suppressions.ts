import type { MedusaContainer } from "@medusajs/framework/types"
import { MAIL_MODULE } from "../../../modules/mail"
import type MailModuleService from "../../../modules/mail/service"
import { staffNames } from "../../order/queries/names"

/** A page of the addresses that get nothing any more, the newest first, with who has stopped them. */
export const listSuppressions = async (
  container: MedusaContainer,
  page: { q?: string; limit: number; offset: number }
) => {
  const mail: MailModuleService = container.resolve(MAIL_MODULE)
  const { suppressions, count } = await mail.suppressions.list(page)
  const names = await staffNames(
    container,
    suppressions.flatMap(({ created_by }) => created_by ?? [])
  )
  return {
    suppressions: suppressions.map((suppression) => ({
      ...suppression,
      created_by: names.get(suppression.created_by ?? "") ?? suppression.created_by,
    })),
    count,
    limit: page.limit,
    offset: page.offset,
  }
}
