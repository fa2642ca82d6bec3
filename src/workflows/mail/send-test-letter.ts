import type { MedusaContainer } from "@medusajs/framework/types"
import { Problem } from "../../lib/problem"
import { MAIL_MODULE } from "../../modules/mail"
import type MailModuleService from "../../modules/mail/service"
import type { TryOutcome } from "../../providers/notification/smtp/letter"
import { previewLetter, type LetterDraft } from "./preview-letter"
import { addressedLetter } from "./render-message"
import { sendNow } from "./send-message"

/** Nobody must take a test for a letter that a customer has got. */
const MARK = "[Test] "

/**
 * Sends the letter of a wording that somebody is working on to an address of his, at once, by the way
 * that the shop's letters take. It is no message: no order's stream tells of it.
 *
 * @throws Problem 404; 409 `template_broken` with `faults`; 409 `no_account` when nothing sends mail
 */
export const sendTestLetter = async (
  container: MedusaContainer,
  draft: LetterDraft,
  to: string
): Promise<Pick<TryOutcome, "outcome" | "answer">> => {
  const { accounts }: MailModuleService = container.resolve(MAIL_MODULE)
  const { letter, shop } = await previewLetter(container, draft)
  if (letter.faults.length > 0) {
    throw new Problem(409, "template_broken", "No letter can be written with this wording.", {
      extra: { faults: letter.faults },
    })
  }
  const accountId = shop && (await accounts.idFor(shop.id))
  if (!shop || !accountId) {
    throw new Problem(409, "no_account", "There is no mail server that could send it.")
  }
  const { outcome, answer } = await sendNow(container, accountId, {
    ...addressedLetter({ ...letter, subject: MARK + letter.subject }, shop.sender, {
      to,
      language: draft.language,
      unsubscribe: null,
    }),
  })
  return { outcome, answer }
}
