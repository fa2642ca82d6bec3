import { notFound } from "../../lib/problem"
import { createCsvEmail, type LetterBox } from "./csv_email/supplier"
import { csvSftpSupplier } from "./csv_sftp/supplier"
import { manualSupplier } from "./manual/supplier"
import { restSupplier } from "./rest/supplier"
import type { Supplier } from "./supplier"

/** What of ours suppliers need to talk to the outside. */
export type SupplierMeans = { letters: LetterBox }

/** Every kind of supplier, by name, with the means to call them. Adding one is a line here. */
const suppliersWith = ({ letters }: SupplierMeans): Readonly<Record<string, Supplier>> => ({
  rest: restSupplier,
  csv_sftp: csvSftpSupplier,
  csv_email: createCsvEmail(letters),
  manual: manualSupplier,
})

const NO_LETTERS: LetterBox = {
  send: async () => ({ outcome: "not_sent", words: "Letters cannot be sent from here." }),
  check: async () => ({ ok: false, words: "Letters cannot be sent from here." }),
}

/** The kinds for whoever only wants to know of them: fields, capabilities, reading files. */
export const SUPPLIERS = suppliersWith({ letters: NO_LETTERS })

/**
 * The kind of supplier of this name.
 *
 * @param means with which it can be called; without them it can only be asked about itself
 * @throws Problem 404 when there is none
 */
export const supplierOf = (provider: string, means?: SupplierMeans): Supplier => {
  const suppliers = means ? suppliersWith(means) : SUPPLIERS
  const supplier = Object.hasOwn(suppliers, provider) ? suppliers[provider] : undefined
  if (!supplier) {
    throw notFound("kind of supplier")
  }
  return supplier
}
