import { loggedError, reasonOf } from "./error-words"

describe("what a log says of an error", () => {
  it.each([
    ["BEGIN; - Connection terminated unexpectedly", "Connection terminated unexpectedly"],
    [
      `insert into "customer" ("email")\n values ('ann - bob@example.com') - duplicate key`,
      "duplicate key",
    ],
    ["The card is no longer stored.", "The card is no longer stored."],
    ["connect ECONNREFUSED 127.0.0.1:1 - again", "connect ECONNREFUSED 127.0.0.1:1 - again"],
  ])("%s: without the statement and its values", (message, reason) => {
    expect(reasonOf(new Error(message))).toBe(reason)
    const logged = loggedError(new Error(message))
    expect(logged.split("\n")[0]).toBe(`Error: ${reason}`)
    expect(logged).toContain("error-words.unit.spec")
    expect(logged).not.toContain("example.com")
  })
})
