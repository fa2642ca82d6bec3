import { messageIdOf } from "./message-id"

describe("the id of a message", () => {
  it("is the same for the same cause and kind, and another for any other", () => {
    const id = messageIdOf("event:17", "packed")
    expect(id).toMatch(/^mmsg_[0-9A-HJKMNP-TV-Z]{26}$/)
    expect(messageIdOf("event:17", "packed")).toBe(id)
    expect(messageIdOf("event:17", "shipped")).not.toBe(id)
    expect(messageIdOf("event:18", "packed")).not.toBe(id)
  })
})
