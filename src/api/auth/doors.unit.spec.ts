import { isOpenAuthDoor } from "./doors"

describe("the doors of sign-in", () => {
  it("are three", () => {
    expect(isOpenAuthDoor("POST", "/auth/user/emailpass")).toBe(true)
    expect(isOpenAuthDoor("POST", "/AUTH/session/")).toBe(true)
    expect(isOpenAuthDoor("DELETE", "/auth/session")).toBe(true)
  })

  it.each([
    ["GET", "/auth/user/emailpass"],
    ["POST", "/auth/user/%65mailpass"],
    ["POST", "/auth/user/emailpass//"],
    ["POST", "/auth/user/emailpass/register"],
    ["POST", "/auth/user/emailpass/reset-password"],
    ["POST", "/auth/user/emailpass/update"],
    ["POST", "/auth/customer/emailpass"],
    ["POST", "/auth/customer/emailpass/register"],
    ["POST", "/auth/token/refresh"],
    ["POST", "/auth/mfa/factors"],
    ["GET", "/auth/user/emailpass/callback"],
  ])("%s %s is closed", (method, path) => expect(isOpenAuthDoor(method, path)).toBe(false))
})
