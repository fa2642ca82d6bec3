import { createServer } from "node:net"

/** Resolves to null when the port can be listened on, otherwise to the error's code. */
export const portTrouble = (port, host) =>
  new Promise((resolve) => {
    const server = createServer()
    server.once("error", (error) => resolve(error.code ?? "unknown"))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)))
  })

/** A port of this machine that nobody uses just now. */
export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
