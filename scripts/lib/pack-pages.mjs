import { readdirSync } from "node:fs"
import { readFile, writeFile } from "node:fs/promises"
import path from "node:path"
import { promisify } from "node:util"
import { brotliCompress, constants, gzip } from "node:zlib"

/** Fonts and pictures of other kinds are packed already. */
const PACKABLE = /\.(js|css|json|svg|ttf)$/
/** What is smaller fits into one packet anyway. */
const SMALLEST_BYTES = 1_400

const pack = { br: promisify(brotliCompress), gz: promisify(gzip) }
/** Of brotli's levels the last that takes seconds, not minutes, for all of the pages. */
const OPTIONS = { br: { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }, gz: { level: 9 } }

/** Puts a packed copy beside each file of the staff's pages, once, so that no request has to wait for it. */
export const packPages = async (folder) => {
  for (const name of readdirSync(folder).filter((file) => PACKABLE.test(file))) {
    const content = await readFile(path.join(folder, name))
    if (content.length >= SMALLEST_BYTES) {
      await Promise.all(
        Object.entries(pack).map(async ([ending, squeeze]) =>
          writeFile(path.join(folder, `${name}.${ending}`), await squeeze(content, OPTIONS[ending]))
        )
      )
    }
  }
}
