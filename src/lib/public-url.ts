import { readEnvironment, type Environment } from "./environment"

type Addresses = Pick<Environment, "HOST" | "PORT" | "PUBLIC_URL">

/** The address under which this machine reaches the server, without a closing slash. */
export const localUrlOf = ({ HOST, PORT }: Omit<Addresses, "PUBLIC_URL">): string => {
  const everywhere = HOST === "0.0.0.0" || HOST === "::"
  const host = everywhere ? "127.0.0.1" : HOST.includes(":") ? `[${HOST}]` : HOST
  return `http://${host}:${PORT}`
}

/** The address under which customers reach our links, without a closing slash. */
export const publicUrlOf = (environment: Addresses): string =>
  (environment.PUBLIC_URL ?? localUrlOf(environment)).replace(/\/+$/, "")

let known: string | undefined

/** The same for this process, read once. */
export const publicUrl = (): string => (known ??= publicUrlOf(readEnvironment()))
