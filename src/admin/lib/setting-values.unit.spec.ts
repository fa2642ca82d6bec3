import type { SettingField } from "../types/dispatch"
import { draftOfSetting, settingsOf } from "./setting-values"

const field = (kind: SettingField["kind"], more: Partial<SettingField> = {}): SettingField => ({
  name: kind,
  label: kind,
  kind,
  required: false,
  ...more,
})

const KEPT: [SettingField, unknown][] = [
  [field("text"), "orders"],
  [field("number"), 22],
  [field("choice", { choices: ["a", "b"] }), "b"],
  [field("flag", { default: true }), false],
  [field("map"), { number: "Parcel|Sendung" }],
  [field("columns"), [{ title: "Parcel", value: "{number}" }]],
  [field("template"), { parcel: { ref: "{number}" } }],
]

describe("a supplier's settings", () => {
  it.each(KEPT)("of %p come back from the form as they were kept", (one, kept) => {
    const drafts = { [one.name]: draftOfSetting(one, kept) }
    expect(settingsOf([one], drafts)).toEqual({ settings: { [one.name]: kept }, broken: [] })
  })

  it.each(KEPT)("of %p are left out as long as they are the default", (one, kept) => {
    const usual = { ...one, default: kept }
    const drafts = { [one.name]: draftOfSetting(usual, undefined) }
    expect(settingsOf([usual], drafts).settings).toEqual({})
  })

  it("name a template that is no JSON, and keep secrets out", () => {
    const fields = [field("template"), field("secret")]
    expect(settingsOf(fields, { template: "{ not json", secret: "s3cret" })).toEqual({
      settings: {},
      broken: ["template"],
    })
  })

  it("leave out rows without a name", () => {
    const drafts = { map: [{ name: " ", value: "x" }] }
    expect(settingsOf([field("map")], drafts).settings).toEqual({})
  })
})
