import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { readAnswerFile } from "../workflows/dispatch/read-answer-file"

const payloadSchema = z.object({ file_id: z.string() })

/** Applies the rows of an answer file that was kept. */
export const readSupplierFileTask = async (
  payload: unknown,
  { container }: { container: MedusaContainer }
): Promise<void> => {
  const { file_id } = payloadSchema.parse(payload)
  await readAnswerFile(container, file_id)
}
