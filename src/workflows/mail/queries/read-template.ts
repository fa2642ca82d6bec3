import type { MedusaContainer } from "@medusajs/framework/types"
import { MAIL_MODULE } from "../../../modules/mail"
import { TEMPLATE_PARTIALS, TEMPLATE_VARIABLES } from "../../../modules/mail/render/variables"
import type MailModuleService from "../../../modules/mail/service"
import type { TemplatePlace } from "../../../modules/mail/templates"
import { shippedWording } from "../../../modules/mail/wording"
import { staffNames } from "../../order/queries/names"
import { readTemplateSetting } from "../template-setting"

/**
 * What a letter says at one place, where that comes from, every version of it, and what a wording may
 * name. `meaning` is English; `meanings` has the languages of the staff pages.
 *
 * @throws Problem 404 when there is no such shop
 */
export const readTemplate = async (container: MedusaContainer, place: TemplatePlace) => {
  const { templates }: MailModuleService = container.resolve(MAIL_MODULE)
  const { shop } = await readTemplateSetting(container, place.shop_id, place.language)
  templates.forgetCached()
  const fallback = shop && place.shop_id ? [shop.default_language] : []
  const [{ template: source, ...wording }, history] = await Promise.all([
    templates.current(place.kind, place.shop_id, [place.language, ...fallback]),
    templates.history(place),
  ])
  const names = await staffNames(
    container,
    history.flatMap(({ created_by }) => created_by ?? [])
  )
  const shipped = shippedWording(place.kind, place.language)
  return {
    template: { ...wording, version: source.version, source },
    versions: [
      ...history.map(({ version, note, created_at, created_by, subject, body, text }) => ({
        version,
        note: note || null,
        created_at,
        created_by: names.get(created_by ?? "") ?? null,
        ...{ subject, body, text },
      })),
      ...(shipped
        ? [
            {
              version: "shipped" as const,
              note: null,
              created_at: null,
              created_by: null,
              ...shipped,
            },
          ]
        : []),
    ],
    variables: TEMPLATE_VARIABLES.map(({ meaning, ...variable }) => ({
      ...variable,
      meaning: meaning.en,
      meanings: meaning,
    })),
    partials: TEMPLATE_PARTIALS.map(({ name, usage, meaning }) => ({
      name,
      usage,
      meaning: meaning.en,
      meanings: meaning,
      example: "",
    })),
  }
}
