import type { MedusaContainer } from "@medusajs/framework/types"
import { MAIL_MODULE } from "../../../modules/mail"
import { MAIL_KINDS, MAIL_KIND_NAMES, MAIL_LANGUAGES } from "../../../modules/mail/kinds"
import type MailModuleService from "../../../modules/mail/service"
import { staffNames } from "../../order/queries/names"

/** The kinds of letters, what staff have worded themselves, and where letters wait to be mended. */
export const listTemplates = async (container: MedusaContainer) => {
  const { templates, messages }: MailModuleService = container.resolve(MAIL_MODULE)
  const [own, broken] = await Promise.all([templates.listOwn(), messages.countBroken()])
  const names = await staffNames(
    container,
    own.flatMap(({ changed_by }) => changed_by ?? [])
  )
  const languages = [...new Set([...MAIL_LANGUAGES, ...own.map(({ language }) => language)])]
  return {
    kinds: MAIL_KIND_NAMES.map((kind) => ({ kind, ...MAIL_KINDS[kind] })),
    languages,
    own: own.map((template) => ({
      ...template,
      changed_by: names.get(template.changed_by ?? "") ?? null,
    })),
    broken,
  }
}
