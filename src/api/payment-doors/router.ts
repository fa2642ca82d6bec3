import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { raw, Router } from "express"
import type { RequestHandler } from "express"
import { answerError, asMedusaRequest } from "../before-medusa"
import { CALLBACK_LIMIT, takeCallback } from "./take-callback"

const door: RequestHandler = (request, response, next) => {
  takeCallback(request as MedusaRequest, response as MedusaResponse).catch(next)
}

/**
 * Where processors call us, answered before Medusa's own middleware: its handler at this address
 * answers before anything is kept, and its parsers change the bytes that were signed.
 */
export const paymentDoors = (): Router =>
  Router().post(
    "/hooks/payment/:provider",
    asMedusaRequest,
    raw({ type: () => true, limit: CALLBACK_LIMIT, inflate: false }),
    door,
    answerError
  )
