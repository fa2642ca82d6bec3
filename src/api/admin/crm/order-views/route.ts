import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listViews } from "../../../../workflows/order/queries/list-views"
import { addViewWorkflow } from "../../../../workflows/order/workflows/add-view"
import { staffOf } from "../../../middlewares/require-staff-permission"
import { readBody } from "../../../read-input"
import { newViewBody } from "./validators"

/** The filters that the signed-in person keeps or colleagues share, each with how many orders it finds. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  response.json({ views: await listViews(request.scope, staffOf(request)) })
}

/** Keeps a filter by a name. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const body = readBody(newViewBody, request)
  const { result } = await addViewWorkflow(request.scope).run({
    input: { ...body, asker: staffOf(request) },
  })
  response.status(201).json({ view: result })
}
