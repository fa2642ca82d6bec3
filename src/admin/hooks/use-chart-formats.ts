import { useMemo } from "react"
import { useTranslation } from "react-i18next"

import type { DayRange } from "../types/dashboard"
import { useFormats } from "./use-formats"

/** A day without its time: noon is the same day everywhere that the page is read. */
const noonOf = (day: string): Date => new Date(`${day}T12:00:00`)

/** Days and amounts as short as an axis needs them. */
export const useChartFormats = () => {
  const { i18n } = useTranslation()
  const { day } = useFormats()
  const locale = i18n.language || "en"
  return useMemo(() => {
    const dayAndMonth = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" })
    const monthAndYear = new Intl.DateTimeFormat(locale, { month: "short", year: "2-digit" })
    const short = new Intl.NumberFormat(locale, {
      style: "currency",
      currency: "USD",
      notation: "compact",
      maximumFractionDigits: 1,
    })
    const full = new Intl.NumberFormat(locale, { style: "currency", currency: "USD" })
    return {
      shortDay: (text: string) => dayAndMonth.format(noonOf(text)),
      shortMonth: (text: string) => monthAndYear.format(noonOf(text)),
      shortUsd: (value: number) => short.format(value),
      usd: (value: number) => full.format(value),
      days: ({ from, to }: DayRange) => (from === to ? day(from) : `${day(from)} – ${day(to)}`),
    }
  }, [locale, day])
}
