/** One name as a person writes it, in the two fields that Medusa's users have. */
export const splitName = (name: string): { first_name: string; last_name: string } => {
  const [first = "", ...rest] = name.split(/\s+/)
  return { first_name: first, last_name: rest.join(" ") }
}

/** The name to show; empty when none was given. */
export const joinName = (user: { first_name?: string | null; last_name?: string | null }): string =>
  [user.first_name, user.last_name].filter(Boolean).join(" ")
