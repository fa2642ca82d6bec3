import type { MedusaContainer } from "@medusajs/framework/types"
import { enqueue } from "../../lib/enqueue"
import { Problem } from "../../lib/problem"
import { unitOfWork } from "../../lib/unit-of-work"
import { MAIL_MODULE } from "../../modules/mail"
import { checkWording } from "../../modules/mail/render/check-wording"
import type { Wording } from "../../modules/mail/render/render-letter"
import type MailModuleService from "../../modules/mail/service"
import type { SaveTemplate, TemplatePlace } from "../../modules/mail/templates"
import { readTemplateSetting } from "./template-setting"

/** Puts a version in force and lets letters go that waited for it. @returns its number */
export const putTemplateInForce = async (
  container: MedusaContainer,
  template: SaveTemplate
): Promise<number> => {
  const { templates }: MailModuleService = container.resolve(MAIL_MODULE)
  const { kind, shop_id, by } = template
  const version = await unitOfWork(container, async (transaction) => {
    const saved = await templates.save(transaction, template)
    await enqueue(transaction, "retry-broken-letters", { kind, shop_id, by })
    return saved
  })
  templates.forgetCached()
  return version
}

/**
 * Keeps what a person has written as the wording in force from then on.
 *
 * @param saveBroken whether it is kept although no letter can be written with it: whoever wants that
 * has been told; the letters then wait for somebody to mend it
 * @returns the version's number
 * @throws Problem 404; 409 `template_broken` with `faults`; 409 `changed_meanwhile` with `version`
 */
export const saveTemplate = async (
  container: MedusaContainer,
  {
    wording,
    saveBroken,
    ...template
  }: Omit<SaveTemplate, "wording"> & { wording: Wording; saveBroken: boolean }
): Promise<number> => {
  const { setting } = await readTemplateSetting(container, template.shop_id, template.language)
  const faults = checkWording(wording, setting)
  if (faults.length > 0 && !saveBroken) {
    throw new Problem(
      409,
      "template_broken",
      "No letter can be written with this wording. Mend it, or save it all the same: letters then wait.",
      { extra: { faults } }
    )
  }
  return putTemplateInForce(container, { ...template, wording })
}

/**
 * Puts an earlier version in force again, or (`shipped`) what stands there when nobody has written
 * anything: it becomes a new version, so that the history stays whole.
 *
 * @returns the new version's number
 * @throws Problem 404; 409 `changed_meanwhile`
 */
export const restoreTemplate = async (
  container: MedusaContainer,
  {
    version,
    by,
    expected_version,
    ...place
  }: TemplatePlace & {
    version: number | "shipped"
    by: string | null
    expected_version: number
  }
): Promise<number> => {
  const { templates }: MailModuleService = container.resolve(MAIL_MODULE)
  await readTemplateSetting(container, place.shop_id, place.language)
  const wording = version === "shipped" ? null : await templates.readWording(place, version)
  const note = version === "shipped" ? "↩" : `↩ ${version}`
  return putTemplateInForce(container, { ...place, wording, note, by, expected_version })
}
