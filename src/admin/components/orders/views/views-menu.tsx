import { ChevronDownMini, EllipsisHorizontal, Plus } from "@medusajs/icons"
import { Button, clx, DropdownMenu, IconButton, Popover } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useChangeView, useOrderViews, useRemoveView } from "../../../hooks/api/order-views"
import { useMe } from "../../../hooks/api/me"
import { useErrorText } from "../../../hooks/use-error-text"
import { useFormats } from "../../../hooks/use-formats"
import type { OrderQuery } from "../../../lib/order-query"
import { keptFilterOf, queryOfKept } from "../../../lib/order-query"
import type { OrderView } from "../../../types/bulk"
import { LoadingRows } from "../../common/loading-rows"
import { ViewPrompt } from "./view-prompt"

type ViewsMenuProps = {
  query: OrderQuery
  onChange: (part: Partial<OrderQuery>) => void
}

const sameFilter = (one: object, other: object): boolean => {
  const plain = (filter: object) =>
    JSON.stringify(Object.entries(filter).sort(([a], [b]) => (a < b ? -1 : 1)))
  return plain(one) === plain(other)
}

type ViewRowProps = {
  view: OrderView
  isShown: boolean
  canShare: boolean
  onOpen: () => void
  onRename: () => void
  onKeep: () => void
  onShare: () => void
  onRemove: () => void
}

const ViewRow = (props: ViewRowProps) => {
  const { view, isShown, canShare, onOpen, onRename, onKeep, onShare, onRemove } = props
  const { t } = useTranslation("bulk")
  const { number } = useFormats()
  return (
    <li className="flex items-center gap-x-1">
      <button
        type="button"
        aria-current={isShown ? "true" : undefined}
        onClick={onOpen}
        className={clx(
          "hover:bg-ui-bg-base-hover focus-visible:shadow-borders-focus txt-compact-small flex min-w-0 flex-1 items-center gap-x-2 rounded-md px-2 py-1.5 text-start outline-none",
          { "bg-ui-bg-base-hover": isShown }
        )}
      >
        <span className="text-ui-fg-base min-w-0 flex-1 truncate">
          {view.name}
          {!view.is_own && (
            <span className="text-ui-fg-subtle"> · {t("views.of", { name: view.owner })}</span>
          )}
          {view.is_own && view.is_shared && (
            <span className="text-ui-fg-subtle"> · {t("views.shared")}</span>
          )}
        </span>
        <span className="text-ui-fg-subtle tabular-nums">
          {view.count_is_estimate ? `≈ ${number(view.count)}` : number(view.count)}
        </span>
      </button>
      {view.is_own && (
        <DropdownMenu>
          <DropdownMenu.Trigger asChild>
            <IconButton
              size="small"
              variant="transparent"
              aria-label={t("views.menu", { name: view.name })}
            >
              <EllipsisHorizontal />
            </IconButton>
          </DropdownMenu.Trigger>
          <DropdownMenu.Content align="end">
            <DropdownMenu.Item onSelect={onRename}>{t("views.rename")}</DropdownMenu.Item>
            <DropdownMenu.Item onSelect={onKeep}>{t("views.keep")}</DropdownMenu.Item>
            {canShare && (
              <DropdownMenu.Item onSelect={onShare}>
                {t(view.is_shared ? "views.unshare" : "views.share")}
              </DropdownMenu.Item>
            )}
            <DropdownMenu.Separator />
            <DropdownMenu.Item onSelect={onRemove}>{t("views.remove")}</DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu>
      )}
    </li>
  )
}

/** The filters that a person keeps by name, each with how many orders it finds now. */
export const ViewsMenu = ({ query, onChange }: ViewsMenuProps) => {
  const { t } = useTranslation("bulk")
  const { permissions } = useMe()
  const errorText = useErrorText()
  const [open, setOpen] = useState(false)
  const [naming, setNaming] = useState<OrderView | "new" | null>(null)
  const { data: views, error } = useOrderViews(open)
  const change = useChangeView()
  const remove = useRemoveView()
  const current = keptFilterOf(query)
  const failure = change.error ?? remove.error ?? error

  return (
    <>
      <Popover open={open} onOpenChange={setOpen}>
        <Popover.Trigger asChild>
          <Button size="small" variant="secondary" className="gap-x-1 whitespace-nowrap">
            {t("views.title")}
            <ChevronDownMini className="text-ui-fg-muted" />
          </Button>
        </Popover.Trigger>
        <Popover.Content align="end" collisionPadding={12} className="w-80 p-2">
          <div role="group" aria-label={t("views.title")} className="flex flex-col gap-y-1">
            {!views && !error && <LoadingRows rows={2} />}
            {views && views.length === 0 && (
              <p className="txt-compact-small text-ui-fg-subtle px-2 py-1.5">{t("views.none")}</p>
            )}
            {views && views.length > 0 && (
              <ul className="flex max-h-80 flex-col overflow-y-auto">
                {views.map((view) => (
                  <ViewRow
                    key={view.id}
                    view={view}
                    isShown={sameFilter(view.filter, current)}
                    canShare={permissions.bulk}
                    onOpen={() => {
                      onChange(queryOfKept(view.filter, query))
                      setOpen(false)
                    }}
                    onRename={() => setNaming(view)}
                    onKeep={() => change.mutate({ id: view.id, filter: current })}
                    onShare={() => change.mutate({ id: view.id, is_shared: !view.is_shared })}
                    onRemove={() => remove.mutate({ id: view.id })}
                  />
                ))}
              </ul>
            )}
            {failure && (
              <p role="alert" className="txt-small text-ui-fg-error px-2 py-1">
                {errorText(failure)}
              </p>
            )}
            <Button
              size="small"
              variant="transparent"
              className="justify-start"
              onClick={() => setNaming("new")}
            >
              <Plus className="text-ui-fg-muted" />
              {t("views.add")}
            </Button>
          </div>
        </Popover.Content>
      </Popover>
      {naming && (
        <ViewPrompt
          view={naming === "new" ? null : naming}
          filter={current}
          canShare={permissions.bulk}
          onClose={() => setNaming(null)}
        />
      )}
    </>
  )
}
