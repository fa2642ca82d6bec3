import { readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { notFound } from "../../../lib/problem"
import { docsScript, docsStyle } from "../page"
import { setSecurityHeaders } from "../security-headers"

const fromViewer = (name: string): string =>
  readFileSync(join(dirname(require.resolve("swagger-ui-dist/package.json")), name), "utf8")

/** The files of the page, and no others. */
const files: Readonly<Record<string, { type: string; read: () => string }>> = {
  "docs.css": { type: "text/css", read: () => docsStyle },
  "docs.js": { type: "text/javascript", read: () => docsScript },
  "swagger-ui.css": { type: "text/css", read: () => fromViewer("swagger-ui.css") },
  "swagger-ui-bundle.js": {
    type: "text/javascript",
    read: () => fromViewer("swagger-ui-bundle.js"),
  },
}

const contents = new Map<string, string>()

/** @throws Problem 404 for a file that the page does not use */
export const GET = (request: MedusaRequest, response: MedusaResponse): void => {
  const { file } = request.params
  if (!Object.hasOwn(files, file)) {
    throw notFound("file")
  }
  const { type, read } = files[file]
  const content = contents.get(file) ?? read()
  contents.set(file, content)
  setSecurityHeaders(response)
  response.setHeader("Cache-Control", "public, max-age=3600")
  response.type(type).send(content)
}
