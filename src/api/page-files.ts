import path from "node:path"
import type { RequestHandler } from "express"
import sirv from "sirv"

/** Where `medusa build` puts the files of the staff's pages; each has a hash of its content in its name. */
const FOLDER = path.join("public", "admin", "assets")

const A_YEAR_SECONDS = 365 * 24 * 60 * 60

/**
 * The files of the staff's pages, as the build has packed them (scripts/lib/pack-pages.mjs): Medusa
 * would pack seven megabytes anew for every browser that comes for the first time.
 *
 * @param directory the built application
 */
export const pageFiles = (directory: string): RequestHandler =>
  sirv(path.join(directory, FOLDER), {
    brotli: true,
    gzip: true,
    etag: true,
    immutable: true,
    maxAge: A_YEAR_SECONDS,
  })
