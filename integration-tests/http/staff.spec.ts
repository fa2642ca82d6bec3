import { api, login, loginWithCookie, startServer } from "../harness"
import type { Answer, Api, TestServer } from "../harness"

type Member = {
  id: string
  user_id: string
  email: string
  name: string
  role: string
  active: boolean
}
type One = { staff_member: Member }

const PASSWORD = "correct horse battery"

describe("the staff", () => {
  let server: TestServer
  let administrator: Api

  beforeAll(async () => {
    server = await startServer()
    administrator = await login(server, "administrator")
  })

  afterAll(() => server?.stop())

  const add = (input: object): Promise<Answer<One>> =>
    administrator.post<One>("/admin/crm/staff", {
      password: PASSWORD,
      role: "operator",
      ...input,
    })

  const signIn = async (email: string, password = PASSWORD): Promise<Answer<{ token: string }>> =>
    api(server).post<{ token: string }>("/auth/user/emailpass", { email, password })

  const bearer = async (email: string, password?: string): Promise<Api> =>
    api(server, { authorization: `Bearer ${(await signIn(email, password)).body.token}` })

  const membersByEmail = async (email: string): Promise<Member | undefined> => {
    const { body } = await administrator.get<{ staff: Member[] }>("/admin/crm/staff")
    return body.staff.find((member) => member.email === email)
  }

  it("are listed with name, address and role", async () => {
    const { body } = await administrator.get<{ staff: Member[] }>("/admin/crm/staff")
    expect(body.staff.map(({ role, active }) => [role, active])).toEqual([
      ["administrator", true],
      ["manager", true],
      ["operator", true],
    ])
  })

  it("gain a person who can sign in at once", async () => {
    const created = await add({ email: " New.Person@T3crm.example", name: "Nora van Dijk" })
    expect([created.status, created.body.staff_member]).toMatchObject([
      201,
      { email: "new.person@t3crm.example", name: "Nora van Dijk", role: "operator", active: true },
    ])
    const me = await (await bearer("new.person@t3crm.example")).get("/admin/crm/me")
    expect(me.body).toMatchObject({
      role: "operator",
      user: { name: "Nora van Dijk" },
      permissions: { notes: true, call_center: true, change_status: false, staff: false },
    })
  })

  it("refuse a second person with the same address, and leave nothing behind", async () => {
    await add({ email: "twice@t3crm.example" })
    const users = (): Promise<{ rows: { count: string }[] }> =>
      server.db.query("select count(*) from \"user\" where email = 'twice@t3crm.example'")
    const again = await add({ email: "TWICE@t3crm.example" })
    expect([again.status, again.body]).toMatchObject([
      422,
      { code: "email_taken", fields: [{ path: "email" }] },
    ])
    expect((await users()).rows[0].count).toBe("1")
  })

  it("refuse short passwords and unknown roles and fields, all in one answer", async () => {
    const answer = await administrator.post<{ fields: { path: string }[] }>("/admin/crm/staff", {
      email: "no address",
      password: "short",
      role: "owner",
      admin: true,
    })
    expect(answer.status).toBe(400)
    expect(answer.body.fields.map(({ path }) => path).sort()).toEqual([
      "admin",
      "email",
      "password",
      "role",
    ])
  })

  it("change role within seconds, without a new sign-in", async () => {
    const { body } = await add({ email: "rising@t3crm.example" })
    const person = await bearer("rising@t3crm.example")
    expect((await person.get("/admin/customers")).status).toBe(403)
    const changed = await administrator.post<One>(`/admin/crm/staff/${body.staff_member.id}`, {
      role: "manager",
      name: "Rita",
    })
    expect(changed.body.staff_member).toMatchObject({ role: "manager", name: "Rita" })
    expect((await person.get("/admin/customers")).status).toBe(200)
  })

  it("are signed out everywhere when switched off", async () => {
    const { body } = await add({ email: "leaving@t3crm.example", role: "manager" })
    const person = await bearer("leaving@t3crm.example")
    const session = await person.post("/auth/session", {})
    const cookie = (session.headers.get("set-cookie") ?? "").split(";")[0]
    expect((await api(server, { cookie }).get("/admin/crm/me")).status).toBe(200)

    await administrator.post(`/admin/crm/staff/${body.staff_member.id}`, { active: false })
    expect((await person.get("/admin/crm/me")).status).toBe(401)
    expect((await api(server, { cookie }).get("/admin/crm/me")).status).toBe(401)
    const again = await person.post("/auth/session", {})
    expect([again.status, again.body.code]).toEqual([401, "account_inactive"])

    await administrator.post(`/admin/crm/staff/${body.staff_member.id}`, { active: true })
    expect((await api(server, { cookie }).get("/admin/crm/me")).status).toBe(401)
  })

  it("lose every sign-in with a new password", async () => {
    const { body } = await add({ email: "forgot@t3crm.example" })
    const person = await bearer("forgot@t3crm.example")
    // A sign-in and its end within one second cannot be told apart (tokens count in seconds).
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    const path = `/admin/crm/staff/${body.staff_member.id}/password`
    expect((await administrator.post(path, { password: "short" })).status).toBe(400)
    expect((await administrator.post(path, { password: "another horse battery" })).status).toBe(200)
    const ended = await person.get("/admin/crm/me")
    expect([ended.status, ended.body.code]).toEqual([401, "signed_out"])
    expect((await signIn("forgot@t3crm.example")).status).toBe(401)
    const fresh = await bearer("forgot@t3crm.example", "another horse battery")
    expect((await fresh.get("/admin/crm/me")).status).toBe(200)
  })

  it("always keep an administrator", async () => {
    const last = await membersByEmail(
      server.demo.staff.find(({ role }) => role === "administrator")?.email ?? ""
    )
    for (const change of [{ active: false }, { role: "manager" }]) {
      const answer = await administrator.post(`/admin/crm/staff/${last?.id}`, change)
      expect([answer.status, answer.body.code]).toEqual([409, "last_administrator"])
    }
    expect((await administrator.get("/admin/crm/me")).status).toBe(200)
  })

  it("are nobody without a role, though Medusa knows the user", async () => {
    const { api: operator } = await loginWithCookie(server, "operator")
    await server.db.query(
      'delete from staff_member where user_id = (select id from "user" where email = $1)',
      [server.demo.staff.find(({ role }) => role === "operator")?.email]
    )
    await new Promise((resolve) => setTimeout(resolve, 3_100))
    const answer = await operator.get("/admin/users/me")
    expect([answer.status, answer.body.code]).toEqual([403, "forbidden"])
  })

  it("keep no password in any table", async () => {
    const { rows } = await server.db.query<{ found: boolean }>(
      "select bool_or(context::text like '%horse battery%') as found from workflow_execution"
    )
    expect(rows[0].found ?? false).toBe(false)
    expect(server.logs()).not.toContain("horse battery")
  })

  it("answer 404 for somebody who is not there", async () => {
    expect((await administrator.post("/admin/crm/staff/none", { active: true })).status).toBe(404)
    expect(
      (await administrator.post("/admin/crm/staff/none/password", { password: PASSWORD })).status
    ).toBe(404)
  })
})
