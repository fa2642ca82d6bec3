import { createServer } from "node:http"

/** No request of a processor's client is longer. */
const LONGEST_BODY = 1_000_000

const readBody = async (incoming) => {
  const chunks = []
  let length = 0
  for await (const chunk of incoming) {
    length += chunk.length
    if (length > LONGEST_BODY) {
      throw new Error("The request is too long.")
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** A request as simulators read it. */
const readRequest = async (incoming) => {
  const url = new URL(incoming.url, "http://simulator")
  const body = await readBody(incoming)
  const text = body.toString("utf8")
  return {
    method: incoming.method,
    path: url.pathname,
    query: url.searchParams,
    headers: incoming.headers,
    body,
    text,
    form: () => new URLSearchParams(text),
    json: () => JSON.parse(text),
  }
}

/** Replies: what a simulator's `handle` gives back. */
export const json = (status, value, headers = {}) => ({
  status,
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(value),
})
export const text = (status, body, type = "text/plain") => ({
  status,
  headers: { "content-type": `${type}; charset=utf-8` },
  body,
})
export const html = (status, body) => text(status, body, "text/html")
export const redirect = (location) => ({ status: 303, headers: { location }, body: "" })

/** Cuts the connection without a word, as a crashing server or a broken line does. */
const cut = (outgoing) => outgoing.socket?.resetAndDestroy()

const write = (outgoing, reply) => {
  const body = Buffer.from(reply.body ?? "")
  outgoing.writeHead(reply.status, { ...reply.headers, "content-length": body.length })
  if (reply.cut_after === undefined) {
    outgoing.end(body)
    return
  }
  outgoing.write(body.subarray(0, reply.cut_after), () => cut(outgoing))
}

/**
 * Serves on 127.0.0.1 (port 0: any free one). `serve(request)` gives a reply, or null to cut the
 * connection; a reply with `cut_after` sends that many bytes and cuts it then.
 */
export const serveHttp = async (port, serve) => {
  const server = createServer(async (incoming, outgoing) => {
    try {
      const reply = await serve(await readRequest(incoming))
      if (reply === null) {
        cut(outgoing)
      } else {
        write(outgoing, reply)
      }
    } catch (error) {
      process.stderr.write(`simulator: ${incoming.method} ${incoming.url}: ${error.stack}\n`)
      write(outgoing, text(500, `The simulator has failed: ${error.message}`))
    }
  })
  // Longer than any client keeps an idle connection: a close between two requests is no fault we ask for.
  server.keepAliveTimeout = 120_000
  await new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, "127.0.0.1", resolve)
  })
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      }),
  }
}
