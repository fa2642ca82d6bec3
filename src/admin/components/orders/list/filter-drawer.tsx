import { AdjustmentsDone } from "@medusajs/icons"
import { Button, Drawer, Heading } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { hasDays, LIST_FILTERS } from "../../../lib/order-query"
import { DateFilter } from "./date-filter"
import type { FilterBarProps } from "./filter-bar"
import { offeredFilters } from "./filter-choices"
import { FilterOptions } from "./filter-options"
import { DrawerHead } from "../../common/drawer-head"

/** The same filters one under another, for narrow screens. */
export const FilterDrawer = ({ query, choices, onChange }: FilterBarProps) => {
  const { t } = useTranslation("orders")
  const active =
    LIST_FILTERS.filter((name) => query[name].length > 0).length + (hasDays(query) ? 1 : 0)
  return (
    <Drawer>
      <Drawer.Trigger asChild>
        <Button size="small" variant="secondary" className="shrink-0 lg:hidden">
          <AdjustmentsDone />
          {t("filter.open")}
          {active > 0 && <span className="text-ui-tag-blue-text tabular-nums">{active}</span>}
        </Button>
      </Drawer.Trigger>
      <Drawer.Content aria-describedby={undefined}>
        <DrawerHead>
          <Drawer.Title>{t("filter.open")}</Drawer.Title>
        </DrawerHead>
        <Drawer.Body className="flex flex-col gap-y-6 overflow-y-auto">
          {offeredFilters(query, choices).map((name) => (
            <section key={name} className="flex flex-col gap-y-2">
              <Heading level="h3">{t(`filter.${name}`)}</Heading>
              <FilterOptions
                label={t(`filter.${name}`)}
                choices={choices[name]}
                chosen={query[name]}
                onChange={(chosen) => onChange({ [name]: chosen })}
              />
            </section>
          ))}
          <section className="flex flex-col gap-y-2">
            <Heading level="h3">{t("filter.date")}</Heading>
            <DateFilter query={query} onChange={onChange} />
          </section>
        </Drawer.Body>
        <Drawer.Footer>
          <Drawer.Close asChild>
            <Button size="small">{t("filter.done")}</Button>
          </Drawer.Close>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}
