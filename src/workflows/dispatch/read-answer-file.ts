import type { MedusaContainer } from "@medusajs/framework/types"
import { problemOf } from "../../lib/problem"
import { unitOfWork } from "../../lib/unit-of-work"
import { ATTENTION_MODULE } from "../../modules/attention"
import type AttentionModuleService from "../../modules/attention/service"
import type { EventActor } from "../../modules/crm_order/order-events"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import type DispatchModuleService from "../../modules/dispatch/service"
import type { FileFault, SupplierFileRow } from "../../modules/dispatch/supplier-files"
import { supplierOf } from "../../providers/fulfillment/registry"
import type { AnswerRow, ParcelAnswer } from "../../providers/fulfillment/supplier"
import { recordParcelAnswer } from "./record-answer"

/** After so many rows it is said how far the file is. */
const SAID_EVERY = 50

const actorOf = ({ source, actor_id }: SupplierFileRow): EventActor =>
  source === "uploaded" && actor_id ? { type: "staff", id: actor_id } : { type: "system", id: null }

/**
 * One row of a file applied.
 *
 * @returns what keeps it from being used, or null. Anything that is no refusal is thrown: then the file
 * is read again from its beginning, and rows that were applied change nothing.
 */
const applyAnswer = async (
  container: MedusaContainer,
  file: SupplierFileRow,
  answer: ParcelAnswer
): Promise<string | null> => {
  try {
    await recordParcelAnswer(container, {
      number: answer.number,
      answer,
      source: file.source === "uploaded" ? "upload" : "file",
      supplier_id: file.supplier_id,
      actor: actorOf(file),
      cause: `file:${file.id}`,
    })
    return null
  } catch (error) {
    const problem = problemOf(error)
    if (!problem || problem.status >= 500) {
      throw error
    }
    return `${answer.number}: ${problem.message}`
  }
}

const applyRows = async (
  container: MedusaContainer,
  file: SupplierFileRow,
  rows: readonly AnswerRow[]
): Promise<FileFault[]> => {
  const { files }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const faults: FileFault[] = []
  const say = (applied: number): Promise<void> =>
    unitOfWork(container, (transaction) =>
      files.progress(transaction, file.id, { rows: rows.length, applied, faults })
    )
  for (const [index, row] of rows.entries()) {
    const fault = row.ok ? await applyAnswer(container, file, row.answer) : row.fault
    if (fault) {
      faults.push({ line: row.line, fault })
    }
    if ((index + 1) % SAID_EVERY === 0) {
      await say(index + 1)
    }
  }
  await say(rows.length)
  return faults
}

/**
 * Reads an answer file that was kept and applies its rows, each like any other answer of its supplier.
 * Rows that cannot be used are named in the file and need a person; they keep none of the others from
 * being used. Begun again after a crash, it changes nothing twice.
 */
export const readAnswerFile = async (container: MedusaContainer, fileId: string): Promise<void> => {
  const { files, suppliers }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const attention: AttentionModuleService = container.resolve(ATTENTION_MODULE)
  const file = await files.read(fileId)
  const bytes = await files.readContent(fileId)
  if (!bytes) {
    return
  }
  const { name, provider, settings } = await suppliers.read(file.supplier_id)
  const rows =
    (await supplierOf(provider).readAnswers?.(settings, { name: file.path, bytes })) ?? []
  const faults = await applyRows(container, file, rows)
  await unitOfWork(container, async (transaction) => {
    await files.finish(transaction, file.id)
    // Who uploads a file sees its faults at once; one that came by night is seen by nobody.
    if (faults.length > 0 && file.source === "collected") {
      await attention.raise(transaction, {
        kind: "supplier_file_faults",
        subject: { type: "supplier", id: file.supplier_id },
        data: { supplier: name, file: file.path, file_id: file.id, faults: faults.length },
      })
    }
  })
}
