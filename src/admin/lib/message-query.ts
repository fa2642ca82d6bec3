import type { MailKind, MessageState } from "../types/mail"
import { MAIL_KINDS } from "../types/mail"

/** The states as people ask for them. */
export const MESSAGE_VIEWS = ["all", "waiting", "sent", "trouble", "left_out"] as const
export type MessageView = (typeof MESSAGE_VIEWS)[number]

const STATES_OF_VIEW: Record<Exclude<MessageView, "all">, MessageState[]> = {
  waiting: ["queued", "sending", "deferred"],
  sent: ["sent"],
  trouble: ["broken", "failed", "bounced"],
  left_out: ["cancelled", "suppressed", "skipped"],
}

export const messageStatesOf = (view: MessageView): MessageState[] =>
  view === "all" ? [] : STATES_OF_VIEW[view]

/** How many letters a view holds. */
export const countOf = (
  view: MessageView,
  counts: Partial<Record<MessageState, number>>
): number => {
  const counted = Object.entries(counts)
  const states: string[] = messageStatesOf(view)
  return counted
    .filter(([state]) => view === "all" || states.includes(state))
    .reduce((sum, [, count]) => sum + (count ?? 0), 0)
}

/** What a person has asked the list for; the address of the page says the same. */
export type MessageQuery = {
  view: MessageView
  q: string
  kind: MailKind | ""
  shop_id: string
  /** Days, `YYYY-MM-DD`, in the reader's time zone; both ends included. */
  from: string
  to: string
  offset: number
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

const readDay = (value: string | null): string => (value && DAY.test(value) ? value : "")

/** An address typed by hand may hold anything: what makes no sense counts as not given. */
export const readMessageQuery = (search: URLSearchParams): MessageQuery => {
  const offset = Number(search.get("offset"))
  return {
    view: MESSAGE_VIEWS.find((view) => view === search.get("view")) ?? "all",
    q: search.get("q") ?? "",
    kind: MAIL_KINDS.find((kind) => kind === search.get("kind")) ?? "",
    shop_id: search.get("shop_id") ?? "",
    from: readDay(search.get("from")),
    to: readDay(search.get("to")),
    offset: Number.isInteger(offset) && offset > 0 ? offset : 0,
  }
}

/** The shortest address that means the same: defaults are left out. */
export const writeMessageQuery = (query: MessageQuery): URLSearchParams => {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value && !(name === "view" && value === "all")) {
      search.set(name, String(value))
    }
  }
  return search
}

export const isNarrowed = ({ q, kind, shop_id, from, to }: MessageQuery): boolean =>
  Boolean(q || kind || shop_id || from || to)
