/** How knex and MikroORM begin the message of a failed query: the statement, values included. */
const QUERY_AHEAD = /^\s*(select|insert|update|delete|with|begin|commit|rollback|set)\b[\s\S]* - /i

/** What went wrong, without the statement of a failed query: its values may be anybody's data. */
export const reasonOf = (error: Error): string => error.message.replace(QUERY_AHEAD, "")

/** The error for a log: its name, the reason and where it happened. */
export const loggedError = (error: Error): string => {
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line))
  return [`${error.name}: ${reasonOf(error)}`, ...frames].join("\n")
}
