import assert from "node:assert/strict"
import {
  batchOf,
  handOver,
  newNumber,
  newParcel,
  refusedParcel,
  resume,
  type Traits,
  type World,
} from "./world"

/** One thing that every supplier must get right; it throws where it does not. */
export type SupplierCheck = {
  name: string
  applies: (traits: Traits) => boolean
  run: (world: World) => Promise<void>
}

const always = (): boolean => true

const hasHostKey = ({ supplier }: Traits): boolean =>
  supplier.fields.some(({ name }) => name === "host_key")

const PIECES = 3

const isHis = (outcome: string): boolean => outcome === "taken" || outcome === "accepted"

/** He has it once, with everything in it. */
const hasOnce = async ({ seen }: World, number: string): Promise<void> => {
  assert.deepEqual(await seen(number), { times: 1, pieces: PIECES })
}

/** After whatever it was: going on as the application does, every parcel is there once. */
const endsWell = async (world: World, batch: ReturnType<typeof batchOf>): Promise<void> => {
  const answers = await resume(world, batch)
  assert.deepEqual(
    answers.map(({ number }) => number).sort(),
    batch.parcels.map(({ number }) => number).sort()
  )
  assert.ok(
    answers.every(({ outcome }) => isHis(outcome)),
    JSON.stringify(answers)
  )
  for (const { number } of batch.parcels) {
    await hasOnce(world, number)
  }
}

const HANDING_OVER: SupplierCheck[] = [
  {
    name: "the settings of the simulator are right, and what is missing or unknown is named",
    applies: always,
    run: async ({ supplier, access }) => {
      assert.deepEqual(supplier.checkSettings(access.settings), {})
      const faults = supplier.checkSettings({ shoe_size: 43 })
      assert.ok(faults.shoe_size)
      for (const { name, required, kind } of supplier.fields) {
        assert.ok(!required || kind === "secret" || faults[name], `${name} is not missed`)
      }
    },
  },
  {
    name: "parcels are handed over, each with an answer, and he has each once",
    applies: always,
    run: async (world) => {
      const batch = batchOf(newParcel(), newParcel(), newParcel())
      const { answers, failure } = await handOver(world, batch)
      assert.equal(failure, null)
      assert.deepEqual(
        answers.map(({ number }) => number).sort(),
        batch.parcels.map(({ number }) => number).sort()
      )
      assert.ok(answers.every(({ outcome }) => isHis(outcome)))
      for (const { number } of batch.parcels) {
        await hasOnce(world, number)
      }
    },
  },
  {
    name: "the same batch told twice is one",
    applies: always,
    run: async (world) => {
      const batch = batchOf(newParcel(), newParcel())
      await handOver(world, batch)
      const again = await handOver(world, batch)
      assert.equal(again.failure, null)
      assert.ok(again.answers.every(({ outcome }) => isHis(outcome)))
      for (const { number } of batch.parcels) {
        await hasOnce(world, number)
      }
    },
  },
  {
    name: "a parcel that he refuses does not keep the others from being sent",
    applies: ({ refuses }) => refuses,
    run: async (world) => {
      const [good, bad] = [newParcel(), refusedParcel()]
      const { answers, failure } = await handOver(world, batchOf(bad, good))
      assert.equal(failure, null)
      const refused = answers.find(({ number }) => number === bad.number)
      assert.equal(refused?.outcome, "rejected")
      assert.match(refused?.message ?? "", /WH-REJECT/)
      assert.ok(isHis(answers.find(({ number }) => number === good.number)?.outcome ?? ""))
    },
  },
  {
    name: "nobody there: nothing is handed over and nothing said to be, and later it goes",
    applies: ({ reached }) => reached,
    run: async (world) => {
      const batch = batchOf(newParcel())
      const { answers, failure } = await handOver(world, batch, world.away ?? world.access)
      assert.ok(failure, "it says why")
      assert.deepEqual(answers, [])
      assert.equal((await handOver(world, batch)).failure, null)
      await hasOnce(world, batch.parcels[0].number)
    },
  },
  {
    name: "wrong secrets: nothing is handed over and nothing said to be",
    applies: ({ secrets }) => secrets,
    run: async (world) => {
      const batch = batchOf(newParcel())
      const { answers, failure } = await handOver(world, batch, world.wrong ?? world.access)
      assert.ok(failure, "it says why")
      assert.deepEqual(answers, [])
      assert.equal((await handOver(world, batch)).failure, null)
      await hasOnce(world, batch.parcels[0].number)
    },
  },
  {
    name: "broken off before he has it: not said to be his, and there once in the end",
    applies: ({ reached }) => reached,
    run: async (world) => {
      const batch = batchOf(newParcel(), newParcel())
      await world.breakBefore?.()
      const { answers, failure } = await handOver(world, batch)
      assert.ok(answers.some(({ outcome }) => !isHis(outcome)) || failure !== null)
      await endsWell(world, batch)
    },
  },
  {
    name: "broken off when he has it: nobody knows, and there once in the end",
    applies: ({ reached }) => reached,
    run: async (world) => {
      const batch = batchOf(newParcel(), newParcel())
      await world.breakAfter?.()
      const { answers, failure } = await handOver(world, batch)
      assert.equal(failure, null, "it is not certain that he has nothing")
      assert.ok(answers.some(({ outcome }) => outcome === "unknown"))
      await endsWell(world, batch)
    },
  },
  {
    name: "checking says whether he can be used",
    applies: ({ supplier }) => supplier.check !== undefined,
    run: async ({ supplier, access, away, wrong }) => {
      assert.equal((await supplier.check?.(access))?.ok, true)
      for (const bad of [away, wrong]) {
        if (bad) {
          const result = await supplier.check?.(bad)
          assert.equal(result?.ok, false)
          assert.ok(result?.words)
        }
      }
    },
  },
]

const ASKING: SupplierCheck[] = [
  {
    name: "he knows what he has, and that he has never seen the rest",
    applies: ({ supplier }) => supplier.ask !== undefined,
    run: async (world) => {
      const parcel = newParcel()
      await handOver(world, batchOf(parcel))
      const unknown = newNumber()
      const asked = await world.supplier.ask?.(world.access, [
        { number: parcel.number, reference: null },
        { number: unknown, reference: null },
      ])
      assert.equal(asked?.failure, null)
      assert.ok(isHis(asked?.answers[0].outcome ?? ""))
      assert.ok(asked?.answers[0].reference)
      assert.deepEqual(
        [asked?.answers[1].number, asked?.answers[1].outcome],
        [unknown, "not_found"]
      )
    },
  },
  {
    name: "a question that is not answered says nothing",
    applies: ({ supplier }) => supplier.ask !== undefined,
    run: async (world) => {
      const { supplier, access, simulators } = world
      const parcel = newParcel()
      await handOver(world, batchOf(parcel))
      for (const fault of ["error_500_page", "reset_before", "truncated_body"]) {
        const wanted = { supplier: "rest", purpose: "ask", fault }
        await simulators.atSuppliers("POST", "/faults", wanted)
        const asked = await supplier.ask?.(access, [{ number: parcel.number, reference: null }])
        assert.equal(asked?.answers.at(0)?.outcome ?? "unknown", "unknown", fault)
      }
    },
  },
  {
    name: "what has not left is taken back, what has is not",
    applies: ({ supplier }) => supplier.cancel !== undefined,
    run: async (world) => {
      const { supplier, access, simulators } = world
      const [early, late] = [newParcel(), newParcel()]
      await handOver(world, batchOf(early, late))
      const cancel = (number: string) => supplier.cancel?.(access, { number, reference: null })
      assert.equal((await cancel(early.number))?.outcome, "accepted")
      await simulators.atSuppliers("POST", "/ship", { reference: late.number })
      const refused = await cancel(late.number)
      assert.equal(refused?.outcome, "rejected")
      assert.match(refused?.message ?? "", /left/)
      assert.equal((await cancel(newNumber()))?.outcome, "not_found")
    },
  },
]

const ANSWERS: SupplierCheck[] = [
  {
    name: "his files are fetched when they are complete, and not met again once put away",
    applies: ({ supplier }) => supplier.collect !== undefined,
    run: async ({ supplier, access, simulators }) => {
      const number = newNumber()
      const content = (text: string): string => Buffer.from(text).toString("base64")
      const lay = (path: string, text: string) =>
        simulators.atSuppliers("POST", "/files", { path, content: content(text) })
      const name = `a-${number}.csv`
      await lay(`/answers/${name}`, `Parcel;Tracking\nT3;X1\n${number};RB123456785GB\n`)
      await lay(`/answers/half-${number}.csv.tmp`, "Parcel;Tra")
      const find = async (wanted: string) => {
        const collected = await supplier.collect?.(access)
        assert.equal(collected?.failure, null)
        return collected?.files.find((file) => file.name === wanted)
      }
      const file = await find(name)
      assert.ok(file)
      const rows = (await supplier.readAnswers?.(access.settings, file)) ?? []
      const row = rows.at(-1)
      assert.ok(row?.ok && row.answer.tracking[0].number === "RB123456785GB")
      assert.equal(await find(`half-${number}.csv.tmp`), undefined)
      await supplier.putAway?.(access, file.path)
      assert.equal(await find(name), undefined)
      // The same name may come again, and is put beside the first one.
      await lay(`/answers/${name}`, `Parcel;Tracking\n${number};RB123456785GB\n`)
      const again = await find(name)
      assert.ok(again)
      await supplier.putAway?.(access, again.path)
      await supplier.putAway?.(access, again.path)
    },
  },
  {
    name: "files that still grow are left alone",
    applies: ({ supplier }) => supplier.collect !== undefined,
    run: async ({ supplier, access, simulators }) => {
      const path = `/answers/grows-${newNumber()}.csv`
      let text = "Parcel;Tracking\n"
      const grow = async () => {
        text += `${newNumber()};X\n`
        const content = Buffer.from(text).toString("base64")
        await simulators.atSuppliers("POST", "/files", { path, content })
      }
      await grow()
      const growing = setInterval(() => void grow(), 200)
      const collected = await supplier.collect?.(access)
      clearInterval(growing)
      assert.equal(collected?.failure, null)
      assert.ok(!collected?.files.some((file) => file.path === path))
    },
  },
  {
    name: "a callback is believed with his signature, and with no other",
    applies: ({ supplier }) => supplier.readCallback !== undefined,
    run: async ({ supplier, access, wrong }) => {
      const { createHmac } = await import("node:crypto")
      const tracking = [{ number: "RB123456785GB", carrier: "Royal Mail" }]
      const body = Buffer.from(
        JSON.stringify({
          event_id: "evt-1",
          parcels: [{ reference: "T3-A-P1", id: "W-1", status: "shipped", tracking }],
        })
      )
      const sign = (bytes: Buffer) => ({
        "x-warehouse-signature": `sha256=${createHmac("sha256", access.secrets.callback_secret).update(bytes).digest("hex")}`,
      })
      const read = supplier.readCallback?.(access, { headers: sign(body), body })
      assert.equal(read?.event_id, "evt-1")
      assert.deepEqual(read?.answers, [
        {
          number: "T3-A-P1",
          outcome: "accepted",
          reference: "W-1",
          message: null,
          tracking: [{ number: "RB123456785GB", carrier: "Royal Mail", shipped_at: null }],
        },
      ])
      const other = Buffer.from(body.toString().replace("T3-A-P1", "T3-B-P1"))
      assert.equal(supplier.readCallback?.(access, { headers: sign(body), body: other }), null)
      assert.equal(supplier.readCallback?.(access, { headers: {}, body }), null)
      assert.equal(supplier.readCallback?.(wrong ?? access, { headers: sign(body), body }), null)
      const noSecret = { ...access, secrets: {} }
      assert.equal(supplier.readCallback?.(noSecret, { headers: sign(body), body }), null)
      const noise = Buffer.from("not json")
      const kept = supplier.readCallback?.(access, { headers: sign(noise), body: noise })
      assert.deepEqual(kept?.answers, [])
      assert.match(kept?.event_id ?? "", /^[0-9a-f]{64}$/)
    },
  },
]

const STRANGE: SupplierCheck[] = [
  {
    name: "a server that shows another key gets nothing",
    applies: hasHostKey,
    run: async (world) => {
      const { access, supplier } = world
      const batch = batchOf(newParcel())
      for (const host_key of [`SHA256:${"A".repeat(43)}`, ""]) {
        const other = { ...access, settings: { ...access.settings, host_key } }
        const { answers, failure } = await handOver(world, batch, other)
        assert.deepEqual(answers, [])
        assert.match(failure ?? "", /SHA256:/)
        assert.match((await supplier.check?.(other))?.words ?? "", /SHA256:/)
      }
    },
  },
  {
    name: "a full disk or half of a file is no hand-over",
    applies: hasHostKey,
    run: async (world) => {
      for (const fault of ["full", "truncate", "cut_before_rename"]) {
        const batch = batchOf(newParcel())
        await world.simulators.atSuppliers("POST", "/faults", { supplier: "csv_sftp", fault })
        const { answers } = await handOver(world, batch)
        assert.ok(!answers.some(({ outcome }) => isHis(outcome)), fault)
        await endsWell(world, batch)
      }
    },
  },
  {
    name: "answers that make no sense say nothing, and he has it once in the end",
    applies: ({ supplier }) => supplier.name === "rest",
    run: async (world) => {
      const faults = [
        "truncated_body",
        "error_502_after_charging",
        "error_500_page",
        "rate_limited",
      ]
      for (const fault of faults) {
        const batch = batchOf(newParcel())
        await world.simulators.atSuppliers("POST", "/faults", { supplier: "rest", fault })
        const { answers } = await handOver(world, batch)
        assert.ok(!answers.some(({ outcome }) => isHis(outcome)), fault)
        await endsWell(world, batch)
      }
    },
  },
  {
    name: "nothing secret and nobody's name or address is in what is kept of the talks",
    applies: always,
    run: async ({ exchanges, access }) => {
      const kept = JSON.stringify(exchanges)
      const secrets = Object.values(access.secrets)
      for (const text of [...secrets, "Großmann", "Warschauer", "juergen", "493023125042"]) {
        assert.ok(!kept.includes(text), `${text.slice(0, 4)}… is in it`)
      }
    },
  },
]

export const CONTRACT: readonly SupplierCheck[] = [
  ...HANDING_OVER,
  ...ASKING,
  ...ANSWERS,
  ...STRANGE,
]
