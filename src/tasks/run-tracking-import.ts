import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { runTrackingImport } from "../workflows/dispatch/import-tracking"

const payloadSchema = z.strictObject({ import_id: z.string() })

/** Adds the tracking numbers of an import, chunk by chunk. */
export const runTrackingImportTask = async (
  payload: unknown,
  { container }: { container: MedusaContainer }
): Promise<void> => {
  await runTrackingImport(container, payloadSchema.parse(payload).import_id)
}
