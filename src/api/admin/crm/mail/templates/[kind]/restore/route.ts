import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readTemplate } from "../../../../../../../workflows/mail/queries/read-template"
import { restoreTemplate } from "../../../../../../../workflows/mail/save-template"
import { staffOf } from "../../../../../../middlewares/require-staff-permission"
import { readBody } from "../../../../../../read-input"
import { kindOf } from "../../kind-of"
import { restoreTemplateBody } from "../../validators"

/** Puts an earlier version in force again, or what ships with the product. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { shop_id, language, version, expected_version } = readBody(restoreTemplateBody, request)
  const place = { kind: kindOf(request), shop_id, language }
  const by = staffOf(request).user_id
  await restoreTemplate(request.scope, { ...place, version, expected_version, by })
  response.json(await readTemplate(request.scope, place))
}
