import { Liquid, type Template } from "liquidjs"
import { HTML_PARTIALS, SIMPLE_PARTIALS, TEXT_PARTIALS } from "./partials"

/** A wording of this length is no letter any more. */
const LONGEST_SOURCE = 100_000

/** Characters, list entries and the like that one rendering may work on: a letter needs some thousands. */
const MOST_MEMORY = 500_000

/** A letter takes a few milliseconds; what takes this long never ends. */
const LONGEST_RENDER_MS = 1_000

/** The tags that wordings may use. The others write past the escaping (echo, cycle) or read files. */
const TAGS = ["if", "unless", "case", "for", "assign", "capture", "comment", "#", "raw", "render"]
const LOOP_TAGS = ["break", "continue"]

/** `raw` turns the escaping off; `json` and `inspect` show more than a letter may say. */
const REFUSED_FILTERS = ["raw", "json", "jsonify", "inspect", "to_integer"]

/** What is put in is escaped anyway: doing it by hand must not do it twice. */
const ESCAPING_FILTERS = ["escape", "escape_once", "xml_escape", "h"]

const unchanged = (value: unknown): unknown => value

/**
 * A Liquid engine that knows no files, only our partials; every name and filter must exist, only own
 * properties can be read, and the work of one rendering is limited.
 */
const engine = (templates: Record<string, string>, escapes: boolean): Liquid => {
  const liquid = new Liquid({
    templates,
    // Our partials are constants: they are read once.
    cache: true,
    strictFilters: true,
    strictVariables: true,
    ownPropertyOnly: true,
    outputEscape: escapes ? "escape" : undefined,
    parseLimit: LONGEST_SOURCE,
    memoryLimit: MOST_MEMORY,
    renderLimit: LONGEST_RENDER_MS,
  })
  const allowed = new Set([...TAGS, ...LOOP_TAGS])
  for (const name of Object.keys(liquid.tags)) {
    if (!allowed.has(name)) {
      delete liquid.tags[name]
    }
  }
  for (const name of REFUSED_FILTERS) {
    delete liquid.filters[name]
  }
  for (const name of ESCAPING_FILTERS) {
    liquid.registerFilter(name, unchanged)
  }
  return liquid
}

/** How many parsed wordings are kept; each is some kilobytes. */
const MOST_PARSED = 500

/** An engine with the parsed wordings of late: a letter's wording seldom changes. */
export class LetterEngine {
  readonly #liquid: Liquid
  readonly #parsed = new Map<string, Template[]>()

  constructor(templates: Record<string, string>, { escapes }: { escapes: boolean }) {
    this.#liquid = engine(templates, escapes)
  }

  /** @throws LiquidError when it is no Liquid */
  parse(source: string): Template[] {
    const known = this.#parsed.get(source)
    const parsed = known ?? this.#liquid.parse(source)
    // What was used last stands last.
    this.#parsed.delete(source)
    this.#parsed.set(source, parsed)
    if (this.#parsed.size > MOST_PARSED) {
      const [oldest] = this.#parsed.keys()
      this.#parsed.delete(oldest)
    }
    return parsed
  }

  /** @throws LiquidError */
  render(source: string, values: object): string {
    const rendered: unknown = this.#liquid.renderSync(this.parse(source), {}, { globals: values })
    return String(rendered)
  }

  /** The names of the outside that a wording uses, in all its branches, with their places. */
  namesIn(source: string): { path: (string | number)[]; line: number; column: number }[] {
    const { globals } = this.#liquid.analyzeSync(this.parse(source), { partials: false })
    return Object.values(globals).flatMap((variables) =>
      variables.map(({ segments, location }) => ({
        path: segments.map((segment) => (typeof segment === "object" ? "*" : segment)),
        line: location.row,
        column: location.col,
      }))
    )
  }
}

/** The letter itself: whatever is put in is escaped. */
export const htmlEngine = new LetterEngine(HTML_PARTIALS, { escapes: true })

/** The letter without tables: what the text part is made from. */
export const simpleEngine = new LetterEngine(SIMPLE_PARTIALS, { escapes: true })

/** Subjects, and text parts that staff write themselves. */
export const textEngine = new LetterEngine(TEXT_PARTIALS, { escapes: false })
