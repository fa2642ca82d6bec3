import { MAIL_KIND_NAMES, MAIL_LANGUAGES } from "../kinds"
import { letterWords, shippedWording } from "../wording"
import { checkWording } from "./check-wording"
import type { LetterContext } from "./letter-context"
import { renderLetter, type LetterSetting, type Wording } from "./render-letter"
import { BARE_EXAMPLE, FULL_EXAMPLE } from "./variables"

const settingOf = (language = "en"): LetterSetting => ({
  language,
  words: letterWords(language),
  allowed: {
    domains: ["tea.example"],
    origins: ["https://crm.example"],
    emails: ["help@tea.example"],
  },
})

const wordingOf = (changes: Partial<Wording>): Wording => ({
  subject: "Order {{ order.number }}",
  body: "<h1>Hello</h1><p>{{ customer.first_name }}</p>",
  text: null,
  ...changes,
})

const withCustomer = (name: string): LetterContext => ({
  ...FULL_EXAMPLE,
  customer: { ...FULL_EXAMPLE.customer, first_name: name, name },
})

const render = (changes: Partial<Wording>, context = FULL_EXAMPLE) =>
  renderLetter(wordingOf(changes), context, settingOf())

const codesOf = (changes: Partial<Wording>) =>
  checkWording(wordingOf(changes), settingOf()).map(({ code }) => code)

describe("the wording that ships with the product", () => {
  it.each(MAIL_LANGUAGES.flatMap((language) => MAIL_KIND_NAMES.map((kind) => [language, kind])))(
    "is without fault and readable: %s %s",
    (language, kind) => {
      const wording = shippedWording(kind as (typeof MAIL_KIND_NAMES)[number], language)
      expect(wording).not.toBeNull()
      if (!wording) {
        return
      }
      const setting = settingOf(language)
      expect(checkWording(wording, setting)).toEqual([])
      for (const example of [FULL_EXAMPLE, BARE_EXAMPLE]) {
        const { subject, html, text } = renderLetter(wording, example, setting)
        expect(subject.length).toBeLessThan(80)
        expect(html).toContain("Anna")
        expect(text).toContain("Anna")
        for (const part of [subject, html, text]) {
          expect(part).not.toMatch(/\{\{|\{%|undefined|null|\[object/)
        }
        expect(text).not.toMatch(/<\w|&\w+;| +[.,;]|\n{3}/)
        expect(html).not.toMatch(/<p[^>]*>\s*<\/p>/)
      }
    }
  )

  it("is another one in every language", () => {
    for (const kind of MAIL_KIND_NAMES) {
      const subjects = MAIL_LANGUAGES.map((language) => shippedWording(kind, language)?.subject)
      expect(new Set(subjects).size).toBe(MAIL_LANGUAGES.length)
    }
  })
})

describe("a wording that cannot be a letter", () => {
  it.each([
    ["a name that is not there", { body: "<p>{{ order.nubmer }}</p>" }, "unknown_variable"],
    [
      "… in a branch that no example takes",
      { body: "{% if order.discount == '7' %}{{ order.x }}{% endif %}a" },
      "unknown_variable",
    ],
    [
      "… in a list's entries",
      { body: "{% for i in order.items %}{{ i.nme }}{% endfor %}" },
      "unknown_variable",
    ],
    ["our own words", { body: "{{ words.total }}" }, "unknown_variable"],
    ["an open tag", { body: "<p>{% if order.discount %}</p>" }, "syntax"],
    ["an open output", { subject: "{{ order.number" }, "syntax"],
    ["a filter that turns escaping off", { body: "{{ customer.name | raw }}" }, "unknown_filter"],
    ["a tag that writes past the escaping", { body: "{% echo customer.name %}" }, "unknown_tag"],
    ["cycle", { body: "{% cycle customer.name, 'a' %}" }, "unknown_tag"],
    ["a file", { body: "{% include '/etc/passwd' %}" }, "unknown_tag"],
    ["a layout", { body: "{% layout '../../etc/passwd' %}" }, "unknown_tag"],
    ["a part that is not there", { body: "{% render '/etc/passwd' %}" }, "unknown_partial"],
    ["a part by a name from outside", { body: "{% render customer.name %}" }, "unknown_partial"],
    [
      "a part without what it needs",
      { body: '{% render "button", label: "a" %}' },
      "partial_needs",
    ],
    ["script", { body: "<p>a</p><script>alert(1)</script>" }, "forbidden_html"],
    ["a form", { body: "<form action='https://tea.example'>a</form>" }, "forbidden_html"],
    ["a style sheet", { body: "<style>@import 'x'</style><p>a</p>" }, "forbidden_html"],
    ["a handler", { body: "<p onclick='x()'>a</p>" }, "forbidden_html"],
    ["a foreign link", { body: "<a href='https://evil.example'>a</a>" }, "foreign_link"],
    [
      "a foreign link behind our name",
      { body: "<a href='https://tea.example@evil.example'>a</a>" },
      "foreign_link",
    ],
    [
      "a foreign link that looks like ours",
      { body: "<a href='https://tea.example.evil.example'>a</a>" },
      "foreign_link",
    ],
    ["a link of another scheme", { body: "<a href='javascript:alert(1)'>a</a>" }, "foreign_link"],
    ["… written with signs", { body: "<a href='java&#115;cript:alert(1)'>a</a>" }, "foreign_link"],
    ["data", { body: "<img src='data:image/png;base64,AAAA'>a" }, "foreign_link"],
    ["a link without a scheme", { body: "<a href='//evil.example'>a</a>" }, "foreign_link"],
    ["a foreign image", { body: "<img src='https://evil.example/pixel.gif'>a" }, "foreign_link"],
    ["a foreign address as text", { body: "<p>see https://evil.example/x</p>" }, "foreign_link"],
    ["a foreign address in the text part", { text: "see www.evil.example now" }, "foreign_link"],
    ["a mail to somebody else", { body: "<a href='mailto:a@evil.example'>a</a>" }, "foreign_link"],
    ["no subject", { subject: "{% if refund.nothing %}{% endif %} " }, "unknown_variable"],
    ["an empty subject", { subject: " \n " }, "empty"],
    ["an empty body", { body: "<p> </p>" }, "empty"],
  ])("%s", (_what, changes, code) => {
    expect(codesOf(changes)).toContain(code)
  })

  it("is told with part and place", () => {
    const body = "<p>one</p>\n<p>two</p>\n  <a href='https://evil.example/a'>three</a>"
    expect(checkWording(wordingOf({ body }), settingOf())).toEqual([
      expect.objectContaining({ part: "body", line: 3, column: 12, code: "foreign_link" }),
    ])
    const subject = "Hello {{ customer.frist_name }}"
    expect(checkWording(wordingOf({ subject }), settingOf())[0]).toMatchObject({
      part: "subject",
      line: 1,
      code: "unknown_variable",
    })
    expect(checkWording(wordingOf({ text: "a\nb\n{{ order.x }}" }), settingOf())[0]).toMatchObject({
      part: "text",
      line: 3,
    })
  })

  it.each([
    [
      "ranges in ranges",
      "{% for a in (1..100000) %}{% for b in (1..100000) %}x{% endfor %}{% endfor %}",
    ],
    ["a huge range", "{% for a in (1..1000000000) %}x{% endfor %}"],
    [
      "a text that doubles",
      "{% assign a = 'xxxxxxxxxx' %}{% for i in (1..60) %}{% assign a = a | append: a %}{% endfor %}{{ a }}",
    ],
    [
      "lists in lists",
      `${"{% for a in order.items %}{% for b in (1..300) %}".repeat(4)}x${"{% endfor %}{% endfor %}".repeat(4)}`,
    ],
  ])("asks for endless work: %s", (_what, body) => {
    const begun = Date.now()
    expect(codesOf({ body })).toContain("too_much_work")
    expect(Date.now() - begun).toBeLessThan(4_000)
  })

  it("is longer than any letter", () => {
    expect(codesOf({ body: "x".repeat(100_001) })).toContain("too_long")
    expect(codesOf({ body: "<div>".repeat(15_000) + "x" })).toEqual(expect.any(Array))
  })
})

describe("what an order says", () => {
  const HOSTILE = `"><script>alert(1)</script><img src=x onerror=alert(2)><a href="https://evil.example">`

  it("stays text in every letter", () => {
    for (const kind of MAIL_KIND_NAMES) {
      const wording = shippedWording(kind, "en")
      const context: LetterContext = {
        ...withCustomer(HOSTILE),
        order: {
          ...FULL_EXAMPLE.order,
          number: HOSTILE,
          items: [{ ...FULL_EXAMPLE.order.items[0], name: HOSTILE, option: HOSTILE }],
        },
        shipping: { name: HOSTILE, lines: [HOSTILE] },
        tracking: [{ number: HOSTILE, carrier: HOSTILE, url: null }],
      }
      const { html, faults } = renderLetter(wording ?? wordingOf({}), context, settingOf())
      expect(faults.filter(({ code }) => code !== "foreign_link")).toEqual([])
      expect(html).not.toMatch(/<script|<img|<[^>]*https:\/\/evil/)
      expect(html).toContain("&lt;script&gt;")
    }
  })

  it("is no template itself", () => {
    const { html, text } = render({}, withCustomer("{{ shop.email }}{% if true %}x{% endif %}"))
    expect(html).toContain("{{ shop.email }}{% if true %}x{% endif %}")
    expect(text).toContain("{{ shop.email }}{% if true %}x{% endif %}")
  })

  it("cannot leave an attribute", () => {
    const body = `<p title={{ customer.name }}>a</p><p title="{{ customer.name }}">b</p>`
    const { html } = render({ body }, withCustomer(`x onmouseover=alert(1) y" onclick="alert(2)`))
    expect(html).not.toMatch(/<p(?:\s+[\w-]+="[^"]*")*\s+on\w+=/)
    expect(html).toMatch(/<p title="x onmouseover=alert\(1\) y&quot; onclick=&quot;alert\(2\)"/)
  })

  it("cannot begin a header or a second line", () => {
    const name = "A\r\nBcc: all@evil.example\u2028x\u0000y"
    const { subject } = render({ subject: "Hello {{ customer.name }}" }, withCustomer(name))
    // eslint-disable-next-line no-control-regex -- it is what must not be there
    expect(subject).not.toMatch(/[\u0000-\u001f\u007f\u2028\u2029]/)
    expect(subject.split("\n")).toHaveLength(1)
  })

  it("leaves a subject short, with whole characters", () => {
    const { subject } = render({ subject: "{{ customer.name }}" }, withCustomer("👨‍👩‍👧‍👦".repeat(500)))
    expect(subject.length).toBeLessThanOrEqual(200)
    expect(subject.endsWith("👨‍👩‍👧‍👦…")).toBe(true)
  })

  it("cannot reach what a letter has no business with", () => {
    for (const name of [
      "constructor",
      "__proto__",
      "toString",
      "order.constructor",
      "order.items.constructor.prototype",
    ]) {
      expect(codesOf({ body: `{{ ${name} }}` })).toContain("unknown_variable")
    }
  })

  it("may be escaped by hand without being escaped twice", () => {
    const { html } = render(
      { body: "<p>{{ customer.name | escape }}</p>" },
      withCustomer("Tom & Jerry")
    )
    expect(html).toContain('<p style="margin:0 0 16px 0">Tom &amp; Jerry</p>')
  })
})

describe("a letter", () => {
  it("keeps the styles that only change how it looks", () => {
    const style =
      "color:#333; position:fixed; background:url(https://evil.example/x); font-size:18px; background-color:expression(alert(1))"
    const { html } = render({ body: `<p style="${style}">a</p>` })
    expect(html).toContain('<p style="margin:0 0 16px 0;color:#333;font-size:18px">a</p>')
  })

  it("has a text part with the links written out, and its own one where there is one", () => {
    const made = render({
      body: '<h1>Hi</h1><p>See <a href="https://tea.example/a">our shop</a></p>{% render "button", url: shop.url, label: "Go" %}',
    })
    expect(made.text).toContain("our shop (https://tea.example/a)")
    expect(made.text).toContain("Go:\nhttps://tea.example")
    const own = render({ text: "Hello {{ customer.first_name }} & co\r\n\r\n\r\n\r\nbye" })
    expect(own.text.startsWith("Hello Anna & co\n\nbye\n\n-- \nTea House\n")).toBe(true)
  })

  it("lets reminders be ended in both parts, and other letters not", () => {
    const reminder = renderLetter(wordingOf({}), FULL_EXAMPLE, settingOf())
    expect(reminder.html).toContain("Stop these reminders")
    expect(reminder.text).toContain("Stop these reminders: https://tea.example/unsubscribe")
    const other = renderLetter(wordingOf({}), BARE_EXAMPLE, settingOf())
    expect(other.html + other.text).not.toContain("Stop these reminders")
  })

  it("turns round for languages that are written from right to left", () => {
    const { html } = renderLetter(wordingOf({}), FULL_EXAMPLE, settingOf("ar"))
    expect(html).toContain('<html lang="ar" dir="rtl">')
  })

  it("is the same every time", () => {
    expect(render({})).toEqual(render({}))
  })
})
