/**
 * What of Medusa's sign-in routes is open. Only staff sign in here, with e-mail and password; an
 * administrator gives and changes passwords. Closed, because nobody needs them: registration, reset
 * and change of passwords, customers' sign-in (shops send their customers' orders, customers have
 * no account), Medusa's routes of second factors (ours keep a code from being used twice, and ask for
 * it where the session begins, so that no process has to remember a half-finished sign-in) and the renewal of tokens
 * (it would turn a sign-in that was ended into a new one).
 */
export const AUTH_DOORS: readonly { method: string; path: string }[] = [
  { method: "POST", path: "/auth/user/emailpass" },
  { method: "POST", path: "/auth/session" },
  { method: "DELETE", path: "/auth/session" },
]

/**
 * Compared undecoded, so that an encoded letter does not reach a route around its middlewares;
 * in any case and with or without a closing slash, as Express does.
 */
export const isOpenAuthDoor = (method: string, path: string): boolean => {
  const asked = path.toLowerCase().replace(/\/$/, "")
  return AUTH_DOORS.some((door) => door.method === method && door.path === asked)
}
