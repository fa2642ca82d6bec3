import type { RequestHandler } from "express"
import { isShopDoor } from "./shop-doors/call-log"

const CODE = "not_found"
const SENTENCE = "There is nothing at this address."

/** What no route has answered. Express's own page would repeat the address, whatever is in it. */
export const nothingHere: RequestHandler = (request, response) => {
  response
    .status(404)
    .json(
      isShopDoor(request.path)
        ? { result: false, error: SENTENCE, id: "", code: CODE, fields: [] }
        : { code: CODE, error: SENTENCE }
    )
}
