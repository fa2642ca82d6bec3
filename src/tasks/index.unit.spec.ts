import { schedule, tasks } from "."
import english from "../admin/i18n/json/en/health.json"
import russian from "../admin/i18n/json/ru/health.json"

describe("the background tasks", () => {
  it("have a name for people in every language", () => {
    const names = Object.keys(tasks).sort()
    expect(Object.keys(english.tasks).sort()).toEqual(names)
    expect(Object.keys(russian.tasks).sort()).toEqual(names)
  })

  it("are all there that the clock starts", () => {
    expect(Object.keys(tasks)).toEqual(expect.arrayContaining(schedule.map(({ task }) => task)))
  })
})
