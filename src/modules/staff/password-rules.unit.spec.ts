import { refusePassword } from "./password-rules"

const owner = { email: "nora.vandijk@t3crm.example", name: "Nora van Dijk" }
const refused = (password: string): string | null => refusePassword(password, owner)

describe("a password", () => {
  it.each(["", "short", "elevenchars"])("is too short: %p", (password) =>
    expect(refused(password)).toBe("At least 12 characters.")
  )

  it("is too long", () => expect(refused("ab1-".repeat(60))).toBe("At most 200 characters."))

  it.each([
    "password1234",
    "Password123!",
    "P@ssw0rd2024!",
    "passwordpassword",
    "qwertyuiop123",
    "1qaz2wsx3edc",
    "123456789012",
    "aaaaaaaaaaaaaa",
    "abcabcabcabc",
    "iloveyou12345",
    "administrator",
    "Administrator1!",
    "Welcome2T3CRM",
    "letmeinletmein",
    "Summer2026!!",
    "йцукенгшщзхъ",
    "пароль123456",
    "987654321000",
    "zaq1zaq1zaq1",
  ])("is easy to guess: %p", (password) => expect(refused(password)).toMatch(/easy to guess/))

  it.each(["nora.vandijk1", "NoraVanDijk2026", "VanDijkNora!1", "nora@t3crm.example"])(
    "is the person's own name or address: %p",
    (password) => expect(refused(password)).toMatch(/own name or address|easy to guess/)
  )

  it.each([
    "correct horse battery",
    "nine green bottles hanging",
    "vK7#mPw2$Qx9",
    "wasserfall-teekanne-42",
    "синий трамвай летит",
  ])("is good: %p", (password) => expect(refused(password)).toBeNull())
})
