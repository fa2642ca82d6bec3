import type { MedusaContainer } from "@medusajs/framework/types"
import { DISPATCH_MODULE } from "../../../modules/dispatch"
import type DispatchModuleService from "../../../modules/dispatch/service"
import type { FileFault } from "../../../modules/dispatch/supplier-files"
import { supplierOf } from "../../../providers/fulfillment/registry"
import type { AnswerFile } from "../../../providers/fulfillment/supplier"

/** More rows than these are counted, not shown. */
const MOST_SHOWN = 200

/**
 * What an answer file says, without believing it: which parcels it is about, what it says of them, and
 * which rows cannot be used.
 *
 * @throws Problem 404 when there is no such supplier
 */
export const previewAnswers = async (
  container: MedusaContainer,
  supplierId: string,
  file: AnswerFile
) => {
  const { files, suppliers }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const { provider, settings } = await suppliers.read(supplierId)
  const rows = (await supplierOf(provider).readAnswers?.(settings, file)) ?? []
  const good = rows.flatMap((row) => (row.ok ? [row] : []))
  const parcels = await files.parcelsOf(
    supplierId,
    good.map(({ answer }) => answer.number)
  )
  const faults = rows.flatMap((row): FileFault[] => {
    if (!row.ok) {
      return [{ line: row.line, fault: row.fault }]
    }
    return parcels.has(row.answer.number)
      ? []
      : [
          {
            line: row.line,
            fault: `${row.answer.number}: This supplier has no parcel with this number.`,
          },
        ]
  })
  const usable = good.filter(({ answer }) => parcels.has(answer.number))
  return {
    rows: rows.length,
    usable: usable.length,
    shown: usable.slice(0, MOST_SHOWN).map(({ line, answer }) => {
      const parcel = parcels.get(answer.number)
      return {
        line,
        number: answer.number,
        order_id: parcel?.crm_order_id ?? null,
        state: parcel?.state ?? null,
        outcome: answer.outcome,
        reference: answer.reference,
        message: answer.message,
        tracking: answer.tracking,
      }
    }),
    faults: faults.slice(0, MOST_SHOWN),
    fault_count: faults.length,
  }
}
