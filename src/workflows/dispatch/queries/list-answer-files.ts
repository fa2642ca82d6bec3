import type { MedusaContainer } from "@medusajs/framework/types"
import { DISPATCH_MODULE } from "../../../modules/dispatch"
import type DispatchModuleService from "../../../modules/dispatch/service"
import { staffNames } from "../../order/queries/names"

/**
 * The answer files of a supplier, the newest first, with the names of those who have uploaded them.
 *
 * @throws Problem 404 when there is no such supplier
 */
export const listAnswerFiles = async (
  container: MedusaContainer,
  supplierId: string,
  page: { limit: number; offset: number }
) => {
  const { files, suppliers }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  await suppliers.read(supplierId)
  const { files: found, count } = await files.list(supplierId, page)
  const people = await staffNames(
    container,
    found.flatMap(({ actor_id }) => actor_id ?? [])
  )
  return {
    files: found.map((file) => ({ ...file, uploaded_by: people.get(file.actor_id ?? "") ?? null })),
    count,
  }
}
