import { useQuery } from "@tanstack/react-query"
import { geoNaturalEarth1, geoPath } from "d3-geo"
import type { GeometryCollection, Topology } from "topojson-specification"
import { feature } from "topojson-client"
import { useMemo } from "react"
import { useTranslation } from "react-i18next"
import { useNavigate } from "react-router-dom"
import atlasAddress from "world-atlas/countries-110m.json?url"

import { useFormats } from "../../hooks/use-formats"
import { ordersAddress } from "../../lib/dashboard-query"
import { COUNTRY_OF_NUMBER } from "../../lib/map-countries"
import type { CountryRow } from "../../types/dashboard"

const WIDTH = 800
const HEIGHT = 400

/** Nobody sells there, and without it the rest of the world has more room. */
const ANTARCTICA = "010"

type Atlas = Topology<{ countries: GeometryCollection<{ name: string }> }>
type Shape = { key: string; country: string | null; path: string }

const draw = (atlas: Atlas): Shape[] => {
  const world = feature(atlas, atlas.objects.countries)
  const shown = {
    ...world,
    features: world.features.filter(({ id }) => String(id) !== ANTARCTICA),
  }
  const path = geoPath(geoNaturalEarth1().fitSize([WIDTH, HEIGHT], shown))
  return shown.features.map((one, place) => ({
    key: `${one.id ?? "none"}-${place}`,
    country: COUNTRY_OF_NUMBER[String(one.id)] ?? null,
    path: path(one) ?? "",
  }))
}

const useShapes = (): Shape[] => {
  const { data } = useQuery({
    queryKey: ["world-atlas"],
    queryFn: async () => draw((await (await fetch(atlasAddress)).json()) as Atlas),
    staleTime: Infinity,
  })
  return data ?? []
}

/** Land that is seen as land, in light and in dark. */
const NOTHING_SOLD = "color-mix(in srgb, var(--fg-muted) 20%, var(--bg-base))"

/** From hardly any to the most: by the root, so that small countries are seen beside large ones. */
const shadeOf = (usd: number, most: number): string =>
  `color-mix(in srgb, var(--tag-blue-icon) ${Math.round(18 + 82 * Math.sqrt(usd / most))}%, var(--bg-component))`

/** Sales by country as a map. The list beside it says the same to whoever does not see it. */
export const WorldMap = ({ rows }: { rows: CountryRow[] }) => {
  const { t } = useTranslation("dashboard")
  const { country: countryName, money } = useFormats()
  const navigate = useNavigate()
  const shapes = useShapes()
  const byCountry = useMemo(() => new Map(rows.map((row) => [row.country, row])), [rows])
  const most = Math.max(1, ...rows.map(({ usd }) => Number(usd)))
  return (
    <svg
      role="img"
      aria-label={t("countries.map")}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className="h-auto w-full"
    >
      {shapes.map(({ key, country, path }) => {
        const row = country ? byCountry.get(country) : undefined
        return (
          <path
            key={key}
            d={path}
            fill={row ? shadeOf(Number(row.usd), most) : NOTHING_SOLD}
            stroke="var(--border-strong)"
            strokeWidth={0.5}
            className={row ? "cursor-pointer hover:opacity-80" : undefined}
            onClick={row && (() => navigate(ordersAddress(row.filter)))}
          >
            {country && (
              <title>
                {row ? `${countryName(country)}: ${money(row.usd, "USD")}` : countryName(country)}
              </title>
            )}
          </path>
        )
      })}
    </svg>
  )
}
