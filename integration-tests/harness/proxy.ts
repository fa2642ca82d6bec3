import { connect, createServer, type Server, type Socket } from "node:net"

export type Proxy = {
  port: number
  /** Cuts every connection and takes no new ones. */
  close: () => Promise<void>
  /** Takes connections again, on the same port. */
  open: () => Promise<void>
}

/** Stands between a server and its database, so that a test can take the database away. */
export const startProxy = async (target: { host: string; port: number }): Promise<Proxy> => {
  const sockets = new Set<Socket>()
  let port = 0
  let server: Server | undefined

  const open = (): Promise<void> =>
    new Promise((resolve, reject) => {
      server = createServer((incoming) => {
        const outgoing = connect(target.port, target.host)
        for (const socket of [incoming, outgoing]) {
          sockets.add(socket)
          socket.on("error", () => undefined)
          socket.on("close", () => {
            sockets.delete(socket)
            incoming.destroy()
            outgoing.destroy()
          })
        }
        incoming.pipe(outgoing).pipe(incoming)
      })
      server.once("error", reject)
      server.listen(port, "127.0.0.1", () => {
        const address = server?.address()
        port = typeof address === "object" && address ? address.port : 0
        resolve()
      })
    })

  await open()
  return {
    get port() {
      return port
    },
    open,
    close: () =>
      new Promise((resolve) => {
        server?.close(() => resolve())
        sockets.forEach((socket) => socket.destroy())
      }),
  }
}
