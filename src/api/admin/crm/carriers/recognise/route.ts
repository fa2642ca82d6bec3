import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { carrierName, recognise } from "../../../../../modules/dispatch/carriers/recognise"
import { judgeNumber } from "../../../../../modules/dispatch/judge-number"
import { readBody } from "../../../../read-input"
import { keepable } from "../../words"

const recogniseBody = z.strictObject({
  number: keepable.max(200),
  carrier: keepable.max(100).nullish(),
})

/** Whose number this is, by its format and check digit; what is doubtful about it, in words. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { number: typed, carrier } = readBody(recogniseBody, request)
  const { number, formats, near } = recognise(typed)
  const judged = judgeNumber({
    number: typed,
    carrier: carrier ?? null,
    override: false,
    by_person: true,
  })
  response.json({
    number,
    formats: formats.map((one) => ({ ...one, carrier_name: carrierName(one.carrier) })),
    near: near.map((one) => ({ ...one, carrier_name: carrierName(one.carrier) })),
    doubt: judged.ok ? null : judged.words,
  })
}
