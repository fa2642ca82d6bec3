import type { MedusaContainer } from "@medusajs/framework/types"
import { collectFiles } from "../workflows/dispatch/collect-files"

/** Fetches the answer files that suppliers have left; each is read in a job of its own. */
export const collectSupplierFilesTask = async (
  _payload: unknown,
  { container }: { container: MedusaContainer }
): Promise<void> => collectFiles(container)
