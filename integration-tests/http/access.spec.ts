import { api, eventually, login, nextTotpCode, startServer, totpCode } from "../harness"
import type { Answer, Api, TestServer } from "../harness"

const PASSWORD = "nine green bottles hanging"

type Member = {
  id: string
  email: string
  locked_until: string | null
  second_factor: boolean
}
type Session = { id: string; address: string; browser: string; is_current: boolean; since: string }
type Refusal = { code: string; error: string; fields?: { path: string }[] }
type SignedIn = { token: string; second_factor_required?: boolean } & Refusal

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"

describe("access of the staff", () => {
  let server: TestServer
  let administrator: Api
  let people = 0

  beforeAll(async () => {
    server = await startServer()
    administrator = await login(server, "administrator")
  })
  afterAll(() => server?.stop())

  const add = async (role = "manager"): Promise<Member> => {
    const { status, body } = await administrator.post<{ staff_member: Member }>(
      "/admin/crm/staff",
      {
        email: `person${(people += 1)}@t3crm.example`,
        password: PASSWORD,
        role,
      }
    )
    expect(status).toBe(201)
    return body.staff_member
  }
  const readMember = async (id: string): Promise<Member | undefined> => {
    const { body } = await administrator.get<{ staff: Member[] }>("/admin/crm/staff")
    return body.staff.find((member) => member.id === id)
  }
  const signIn = (email: string, password = PASSWORD): Promise<Answer<SignedIn>> =>
    api(server).post("/auth/user/emailpass", { email, password })
  const begin = (token: string, body: object = {}, agent = FIREFOX): Promise<Answer<Refusal>> =>
    api(server).post("/auth/session", body, {
      authorization: `Bearer ${token}`,
      "user-agent": agent,
    })
  const cookieOf = (answer: Answer<unknown>): string =>
    (answer.headers.get("set-cookie") ?? "").split(";")[0]
  const enter = async (member: Member): Promise<Api> => {
    const { body } = await signIn(member.email)
    const answer = await begin(body.token)
    expect(answer.status).toBe(200)
    return api(server, { cookie: cookieOf(answer) })
  }
  const sessionsOf = async (as: Api, path = "/admin/crm/me"): Promise<Session[]> =>
    (await as.get<{ sessions: Session[] }>(`${path}/sessions`)).body.sessions
  const isIn = async (as: Api): Promise<boolean> => (await as.get("/admin/crm/me")).status === 200

  describe("by password", () => {
    it.each([
      ["password12345", "weak_password"],
      ["person@t3crm.example", "weak_password"],
      ["qwertyuiop123", "weak_password"],
      ["short", "invalid"],
    ])("is not given with %s", async (password, code) => {
      const member = await add()
      const added = await administrator.post<Refusal>("/admin/crm/staff", {
        email: "person@t3crm.example",
        password,
        role: "operator",
      })
      expect(added.body.code).toBe(code)
      expect(added.body.fields).toEqual([expect.objectContaining({ path: "password" })])
      if (password !== "person@t3crm.example") {
        const set = await administrator.post<Refusal>(`/admin/crm/staff/${member.id}/password`, {
          password,
        })
        expect(set.body.code).toBe(code)
      }
      // The refusal has signed nobody out.
      expect((await signIn(member.email)).status).toBe(200)
    })

    it("is locked after ten wrong answers, from there only, until an administrator lifts it", async () => {
      const member = await add()
      // The limit of a minute stands before: the first nine were some minutes ago.
      await server.db.query(
        `insert into sign_in_lock (account, address, wrong, last_at)
         select encode(sha256($1::bytea), 'hex'), '127.0.0.1', 9, now()`,
        [member.email]
      )
      expect((await signIn(member.email, "wrong")).body.code).toBe("invalid_credentials")
      const locked = await signIn(member.email)
      expect([locked.status, locked.body.code]).toEqual([429, "locked_out"])
      expect(locked.body.error).toMatch(/until \d\d:\d\d UTC. An administrator can lift/)
      expect((await readMember(member.id))?.locked_until).not.toBeNull()
      // Whoever has signed in already, goes on; other accounts are not touched.
      expect(await isIn(administrator)).toBe(true)

      const lifted = await administrator.post<{ staff_member: Member }>(
        `/admin/crm/staff/${member.id}/unlock`,
        {}
      )
      expect(lifted.body.staff_member.locked_until).toBeNull()
      expect((await signIn(member.email)).status).toBe(200)
    })

    it("forgets wrong answers with a right one", async () => {
      const member = await add()
      await signIn(member.email, "wrong")
      await signIn(member.email)
      // The answer does not wait for it.
      const left = await eventually(
        async () =>
          (
            await server.db.query(
              "select from sign_in_lock where account = encode(sha256($1::bytea), 'hex')",
              [member.email]
            )
          ).rowCount,
        (count) => count === 0
      )
      expect(left).toBe(0)
    })
  })

  describe("in sessions", () => {
    it("are listed with device, address and time, and none tells its key", async () => {
      const member = await add()
      const here = await enter(member)
      await enter(member)
      const answer = await here.get<{ sessions: Session[] }>("/admin/crm/me/sessions")
      expect(answer.body.sessions).toHaveLength(2)
      expect(answer.body.sessions.filter(({ is_current }) => is_current)).toEqual([
        expect.objectContaining({ browser: "Firefox 130", address: "127.0.0.1" }),
      ])
      const { rows } = await server.db.query<{ sid: string }>("select sid from staff_session")
      expect(rows.filter(({ sid }) => answer.text.includes(sid))).toEqual([])
    })

    it("are ended one by one, or all others at once, by their owner", async () => {
      const member = await add("operator")
      const [here, there, elsewhere] = [
        await enter(member),
        await enter(member),
        await enter(member),
      ]
      const other = (await sessionsOf(there)).find(({ is_current }) => is_current)
      expect((await here.post(`/admin/crm/me/sessions/${other?.id}/end`, {})).status).toBe(200)
      expect([await isIn(here), await isIn(there), await isIn(elsewhere)]).toEqual([
        true,
        false,
        true,
      ])
      expect((await here.post("/admin/crm/me/sessions/end-others", {})).body.ended).toBe(1)
      expect([await isIn(here), await isIn(elsewhere)]).toEqual([true, false])
    })

    it("are never another person's to end, but an administrator's", async () => {
      const [one, other] = [await add("operator"), await add("operator")]
      const [mine, his] = [await enter(one), await enter(other)]
      const [session] = await sessionsOf(his)
      expect((await mine.post(`/admin/crm/me/sessions/${session.id}/end`, {})).status).toBe(404)
      const path = `/admin/crm/staff/${other.id}`
      expect((await mine.get(`${path}/sessions`)).status).toBe(403)
      expect((await mine.post(`${path}/sessions/end`, {})).status).toBe(403)
      expect(await sessionsOf(administrator, path)).toMatchObject([
        { id: session.id, is_current: false },
      ])
      expect((await administrator.post(`${path}/sessions/${session.id}/end`, {})).status).toBe(200)
      expect([await isIn(his), await isIn(mine)]).toEqual([false, true])
    })

    it("end all at once by an administrator, tokens too, and when somebody is switched off", async () => {
      const member = await add()
      const path = `/admin/crm/staff/${member.id}`
      const here = await enter(member)
      await new Promise((resolve) => setTimeout(resolve, 1_100))
      expect((await administrator.post(`${path}/sessions/end`, {})).status).toBe(200)
      expect(await isIn(here)).toBe(false)
      const again = await enter(member)
      await administrator.post(path, { active: false })
      expect(await isIn(again)).toBe(false)
      const { body } = await signIn(member.email)
      expect((await begin(body.token)).body.code).toBe("account_inactive")
    })
  })

  describe("by a second factor", () => {
    type SetUp = { secret: string; first: string; recovery: string[] }

    /** `first` is the code that it was set up with; what comes after it is the next one. */
    const setUp = async (as: Api): Promise<SetUp> => {
      const started = await as.post<{ secret: string; otpauth_url: string }>(
        "/admin/crm/me/second-factor",
        {}
      )
      expect(started.status).toBe(201)
      expect(started.body.otpauth_url).toMatch(/^otpauth:\/\/totp\/T3%20CRM/)
      const { secret } = started.body
      const first = totpCode(secret)
      const confirmed = await as.post<{ recovery_codes: string[] }>(
        "/admin/crm/me/second-factor/confirm",
        { code: first }
      )
      expect(confirmed.status).toBe(200)
      expect(confirmed.body.recovery_codes).toHaveLength(10)
      return { secret, first, recovery: confirmed.body.recovery_codes }
    }
    const halfWay = async ({ email }: Member): Promise<string> => {
      const { status, body } = await signIn(email)
      expect([status, body.second_factor_required]).toEqual([200, true])
      return body.token
    }
    const demand = (roles: string[]): Promise<Answer<Refusal>> =>
      administrator.post("/admin/crm/staff/rules", { second_factor_roles: roles })

    it("needs the code besides the password, each code once", async () => {
      const member = await add()
      const { secret } = await setUp(await enter(member))
      expect((await readMember(member.id))?.second_factor).toBe(true)
      const token = await halfWay(member)
      // The password alone opens nothing, neither as a token nor as a session.
      expect(
        (await api(server, { authorization: `Bearer ${token}` }).get("/admin/crm/me")).status
      ).toBe(401)
      expect((await begin(token)).body.code).toBe("second_factor_required")
      expect((await begin(token, { code: "000000" })).body.code).toBe("wrong_code")
      const code = nextTotpCode(secret)
      const right = await begin(token, { code })
      expect(right.status).toBe(200)
      expect(await isIn(api(server, { cookie: cookieOf(right) }))).toBe(true)
      const replayed = await begin(await halfWay(member), { code })
      expect([replayed.status, replayed.body.code]).toEqual([401, "wrong_code"])
    })

    it("does not take the code that has set it up, nor one of two who send the same at once", async () => {
      const member = await add()
      const { secret, first } = await setUp(await enter(member))
      const token = await halfWay(member)
      expect((await begin(token, { code: first })).body.code).toBe("wrong_code")
      const code = nextTotpCode(secret)
      const both = await Promise.all([begin(token, { code }), begin(token, { code })])
      expect(both.map(({ status }) => status).sort()).toEqual([200, 401])
    })

    it("takes a recovery code in its place, once", async () => {
      const member = await add()
      const { recovery } = await setUp(await enter(member))
      const [recovery_code] = recovery
      expect((await begin(await halfWay(member), { recovery_code })).status).toBe(200)
      expect((await begin(await halfWay(member), { recovery_code })).body.code).toBe("wrong_code")
    })

    it("is not switched on by a wrong code, nor set up twice", async () => {
      const member = await add()
      const here = await enter(member)
      const confirm = "/admin/crm/me/second-factor/confirm"
      expect((await here.post<Refusal>(confirm, { code: "123456" })).body.code).toBe(
        "second_factor_not_begun"
      )
      await here.post("/admin/crm/me/second-factor", {})
      expect((await here.post<Refusal>(confirm, { code: "000000" })).body.code).toBe("wrong_code")
      expect((await here.post<Refusal>(confirm, { code: "12" })).body.code).toBe("invalid")
      expect((await signIn(member.email)).body.second_factor_required).toBeUndefined()
      await setUp(here)
      const again = await here.post<Refusal>("/admin/crm/me/second-factor", {})
      expect(again.body.code).toBe("second_factor_exists")
    })

    it("is removed by its owner with a code, and reset by an administrator", async () => {
      const member = await add()
      const here = await enter(member)
      const { secret } = await setUp(here)
      const remove = (code: string): Promise<Answer<Refusal>> =>
        here.post("/admin/crm/me/second-factor/remove", { code })
      expect((await remove("000000")).body.code).toBe("wrong_code")
      expect((await remove(nextTotpCode(secret))).status).toBe(200)
      expect((await signIn(member.email)).body.second_factor_required).toBeUndefined()

      await setUp(here)
      await new Promise((resolve) => setTimeout(resolve, 1_100))
      const path = `/admin/crm/staff/${member.id}/second-factor/reset`
      expect((await administrator.post(path, {})).status).toBe(200)
      expect(await isIn(here)).toBe(false)
      expect((await readMember(member.id))?.second_factor).toBe(false)
      expect(await isIn(await enter(member))).toBe(true)
    })

    it("is demanded of roles: nothing else opens before it is set up", async () => {
      const member = await add("operator")
      const here = await enter(member)
      expect((await here.get("/admin/crm/orders")).status).toBe(200)
      expect((await here.post("/admin/crm/staff/rules", { second_factor_roles: [] })).status).toBe(
        403
      )
      expect((await demand(["nobody"])).status).toBe(400)
      expect((await demand(["operator"])).status).toBe(200)
      const closed = await here.get<Refusal>("/admin/crm/orders")
      expect([closed.status, closed.body.code]).toEqual([403, "second_factor_needed"])
      const me = await here.get<{ second_factor: object }>("/admin/crm/me")
      expect(me.body.second_factor).toEqual({ demanded: true, passed: false })

      const { secret } = await setUp(here)
      expect((await here.get("/admin/crm/orders")).status).toBe(200)
      expect(
        (
          await here.post<Refusal>("/admin/crm/me/second-factor/remove", {
            code: nextTotpCode(secret),
          })
        ).body.code
      ).toBe("second_factor_demanded")
      // Managers of whom it is not demanded go on.
      expect(await isIn(await login(server, "manager"))).toBe(true)
      await demand([])
    })
  })
})
