import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readTemplate } from "../../../../../../workflows/mail/queries/read-template"
import { saveTemplate } from "../../../../../../workflows/mail/save-template"
import { staffOf } from "../../../../../middlewares/require-staff-permission"
import { readBody, readQuery } from "../../../../../read-input"
import { kindOf } from "../kind-of"
import { saveTemplateBody, templateQuery } from "../validators"

/** What a letter says for one shop or for all, in one language, with every version of it. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { shop_id, language } = readQuery(templateQuery, request)
  response.json(await readTemplate(request.scope, { kind: kindOf(request), shop_id, language }))
}

/** Puts a new wording in force; one that no letter can be written with only when told to. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { subject, body, text, note, save_broken, ...place } = readBody(saveTemplateBody, request)
  const kind = kindOf(request)
  await saveTemplate(request.scope, {
    ...place,
    kind,
    wording: { subject, body, text },
    note: note ?? "",
    by: staffOf(request).user_id,
    saveBroken: save_broken,
  })
  const { shop_id, language } = place
  response.json(await readTemplate(request.scope, { kind, shop_id, language }))
}
