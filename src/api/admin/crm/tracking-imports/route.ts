import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import {
  previewTrackingImport,
  startTrackingImport,
} from "../../../../workflows/dispatch/import-tracking"
import { readTrackingFile } from "../../../../workflows/dispatch/read-tracking-file"
import { readBody } from "../../../read-input"
import { askerOf } from "../orders/asker"
import { trackingImportBody } from "../orders/tracking-validators"

/** Adds many tracking numbers from a file or a pasted text, or says what would become of each row. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { name, content, text, preview, override, send } = readBody(trackingImportBody, request)
  const bytes = Buffer.from(content ?? text ?? "", content === undefined ? "utf8" : "base64")
  const rows = await readTrackingFile({ name, bytes })
  if (preview) {
    response.json(await previewTrackingImport(request.scope, rows))
    return
  }
  const { actor } = askerOf(request)
  const started = { name, rows, override, send, actor }
  response.status(202).json({ job_id: await startTrackingImport(request.scope, started) })
}
