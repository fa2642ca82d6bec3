import Bowser from "bowser"
import type { DeviceClass, OrderDevice } from "../shop-order"
import { textOrNull } from "./texts"

type ParsedAgent = Pick<OrderDevice, "class" | "os" | "browser">

const classes: Readonly<Record<string, DeviceClass>> = {
  mobile: "phone",
  tablet: "tablet",
  desktop: "desktop",
  bot: "bot",
}

const nothing: ParsedAgent = { class: "other", os: null, browser: null }

const named = (name: string | undefined, version: string | undefined): string | null =>
  name ? (version ? `${name} ${version}` : name) : null

/** Agents seen lately: parsing one costs more than all the rest of an order. */
const seen = new Map<string, ParsedAgent>()
const MOST_SEEN = 1000

const parse = (userAgent: string): ParsedAgent => {
  try {
    const { platform, os, browser } = Bowser.parse(userAgent)
    const major = browser.version?.split(".")[0]
    return {
      class: classes[platform.type ?? ""] ?? "other",
      os: named(os.name, os.versionName ?? os.version),
      browser: named(browser.name, major),
    }
  } catch {
    // An agent that cannot be parsed says nothing about the device; the order does not care.
    return nothing
  }
}

/** Class, system and browser of a user agent. */
export const parseUserAgent = (userAgent: string): ParsedAgent => {
  const cached = seen.get(userAgent)
  if (cached) {
    return cached
  }
  const parsed = parse(userAgent)
  if (seen.size >= MOST_SEEN) {
    // Oldest out: a Map keeps the order in which its keys came.
    const [oldest] = seen.keys()
    seen.delete(oldest)
  }
  seen.set(userAgent, parsed)
  return parsed
}

export type SentDevice = {
  user_agent?: string
  screen_width?: number | string
  screen_height?: number | string
  screen_avail_width?: number | string
  screen_avail_height?: number | string
  screen_color_depth?: number | string
  language?: string
  timezone?: string
}

const LARGEST_SCREEN = 100_000

/** Screens are for show: a size that no screen has is left out, it does not refuse the order. */
const pixelsOrNull = (sent: number | string | undefined): number | null => {
  const pixels = sent === undefined || sent === "" ? Number.NaN : Math.round(Number(sent))
  return pixels >= 0 && pixels <= LARGEST_SCREEN ? pixels : null
}

export const readDevice = (sent: SentDevice | undefined): OrderDevice | null => {
  if (!sent || Object.values(sent).every((value) => value === undefined)) {
    return null
  }
  const user_agent = textOrNull(sent.user_agent)
  return {
    ...(user_agent ? parseUserAgent(user_agent) : nothing),
    screen: {
      width: pixelsOrNull(sent.screen_width),
      height: pixelsOrNull(sent.screen_height),
      avail_width: pixelsOrNull(sent.screen_avail_width),
      avail_height: pixelsOrNull(sent.screen_avail_height),
      color_depth: pixelsOrNull(sent.screen_color_depth),
    },
    language: textOrNull(sent.language),
    timezone: textOrNull(sent.timezone),
    user_agent,
  }
}
