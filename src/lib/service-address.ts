const LOCAL_HOSTS: readonly string[] = ["localhost", "127.0.0.1", "[::1]"]

/** Whether keys and people's data may be sent there: https, or http on this very machine. */
export const isSafeServiceAddress = (text: string): boolean => {
  const address = URL.canParse(text) ? new URL(text) : undefined
  return (
    address !== undefined &&
    (address.protocol === "https:" ||
      (address.protocol === "http:" && LOCAL_HOSTS.includes(address.hostname)))
  )
}
