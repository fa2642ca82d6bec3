import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { json, Router, urlencoded } from "express"
import type { RequestHandler } from "express"
import { answerError, asMedusaRequest } from "../before-medusa"
import { BODY_LIMIT, createOrderThrough, type DoorOptions } from "./create-order"

const door = (options: DoorOptions): RequestHandler => {
  const createOrder = createOrderThrough(options)
  return (request, response, next) => {
    createOrder(request as MedusaRequest, response as MedusaResponse).catch(next)
  }
}

const parsers = [json({ limit: BODY_LIMIT }), urlencoded({ limit: BODY_LIMIT, extended: true })]

/**
 * The two addresses that create orders, answered before Medusa's own middleware: sessions, several
 * hundred routes to compare with, and a query for the publishable key cost more than the order. Other
 * methods of these addresses go on to their route files.
 */
export const shopDoors = (): Router =>
  Router()
    .post(
      "/store/crm/orders",
      asMedusaRequest,
      parsers,
      door({ bodies: ["application/json"], publishableKey: true }),
      answerError
    )
    .post(
      "/create_order.php",
      asMedusaRequest,
      parsers,
      door({
        bodies: ["application/json", "application/x-www-form-urlencoded"],
        publishableKey: false,
      }),
      answerError
    )
