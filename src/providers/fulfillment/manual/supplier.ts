import { ANSWER_FILE_FIELDS, answerFileFaults, readAnswerFile } from "../answer-files"
import { ORDER_FILE_FIELDS, parcelFileFaults } from "../csv-files"
import { withFaults } from "../settings"
import type { SettingField, Supplier } from "../supplier"

const FIELDS: readonly SettingField[] = [...ORDER_FILE_FIELDS, ...ANSWER_FILE_FIELDS]

/** More at once would keep the person waiting; what is left is the next export. */
const BATCH = 500

/**
 * A supplier whose parcels a person fetches as a spreadsheet and whose answers a person uploads. The
 * hand-over is the export: what is in the file lies with the person, and so with the supplier.
 */
export const manualSupplier: Supplier = {
  name: "manual",
  title: "By hand",
  capabilities: { batch: BATCH, by_hand: true, cancel: false, ask: false, answers: ["upload"] },
  fields: FIELDS,
  checkSettings: (settings) =>
    withFaults(parcelFileFaults(FIELDS, settings), answerFileFaults(settings)),
  handOver: async (_access, batch) => ({
    answers: batch.parcels.map(({ number }) => ({
      number,
      outcome: "taken",
      reference: null,
      message: null,
      tracking: [],
    })),
    exchanges: [],
    failure: null,
  }),
  check: async () => ({
    ok: true,
    words: "A person fetches the parcels: there is nobody to reach.",
  }),
  readAnswers: readAnswerFile,
}
