import { useMemo, useSyncExternalStore } from "react"
import { useTranslation } from "react-i18next"

import * as formats from "../lib/formats"

const TICK_MS = 15_000
const listeners = new Set<() => void>()
let now = new Date()
let timer: ReturnType<typeof setInterval> | undefined

/** One clock for all the times on a page, however many rows show one. */
const subscribe = (listener: () => void) => {
  if (listeners.size === 0) {
    now = new Date()
  }
  listeners.add(listener)
  timer ??= setInterval(() => {
    now = new Date()
    listeners.forEach((tick) => tick())
  }, TICK_MS)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }
}

const currentTime = () => now

export const useNow = (): Date => useSyncExternalStore(subscribe, currentTime)

/** Medusa names languages like `ptBR`; `Intl` wants `pt-BR`. */
const toLocale = (language: string) => language.replace(/^([a-z]{2})([A-Z]{2})$/, "$1-$2")

export const useFormats = () => {
  const { i18n } = useTranslation()
  const locale = toLocale(i18n.language || "en")
  return useMemo(
    () => ({
      money: (amount: string, currency: string) => formats.formatMoney(locale, amount, currency),
      rate: (value: string) => formats.formatRate(locale, value),
      number: (value: number) => formats.formatNumber(locale, value),
      shortDate: (iso: string, at: Date) => formats.formatShortDate(locale, iso, at),
      dateTime: (iso: string) => formats.formatDateTime(locale, iso),
      exactTime: (iso: string) => formats.formatExactTime(locale, iso),
      day: (day: string) => formats.formatDay(locale, day),
      relative: (iso: string, at: Date) => formats.formatRelative(locale, iso, at),
      country: (code: string) => formats.countryName(locale, code),
      language: (code: string) => formats.languageName(locale, code),
    }),
    [locale]
  )
}

export type Formats = ReturnType<typeof useFormats>
