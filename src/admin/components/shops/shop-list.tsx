import { BuildingStorefront, Plus } from "@medusajs/icons"
import { Button, Container, Heading, Skeleton, StatusBadge, Table, Text } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Link, useNavigate } from "react-router-dom"

import { useMe } from "../../hooks/api/me"
import { useShops } from "../../hooks/api/shops"
import type { Shop } from "../../types/shops"
import { LoadFailure } from "../orders/common/load-failure"
import { MessagePanel } from "../orders/common/message-panel"
import { RelativeTime } from "../orders/common/time"
import { CreateShop } from "./create-shop"

/** When any key of the shop was used last: the sign that its connection works. */
const lastUseOf = (shop: Shop): string | null =>
  shop.credentials.reduce<string | null>(
    (last, { last_used_at }) =>
      last_used_at && (!last || last_used_at > last) ? last_used_at : last,
    null
  )

export const ShopList = () => {
  const { t } = useTranslation("shops")
  const { shops, isError, error, refetch } = useShops()
  const { me } = useMe()
  const [creating, setCreating] = useState(false)
  const mayCreate = me?.permissions.change_shops ?? false

  return (
    <Container className="divide-y p-0">
      <header className="flex flex-wrap items-center justify-between gap-3 px-6 py-4">
        <div>
          <Heading level="h1">{t("title")}</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            {t("subtitle")}
          </Text>
        </div>
        {mayCreate && (
          <Button size="small" variant="secondary" onClick={() => setCreating(true)}>
            <Plus />
            {t("create")}
          </Button>
        )}
      </header>
      {isError && <LoadFailure title={t("failure")} error={error} onRetry={() => void refetch()} />}
      {!isError && !shops && (
        <div aria-hidden="true" className="flex flex-col gap-y-4 px-6 py-4">
          {[0, 1, 2].map((row) => (
            <Skeleton key={row} className="h-9 w-full" />
          ))}
        </div>
      )}
      {shops?.length === 0 && (
        <MessagePanel
          icon={<BuildingStorefront />}
          title={t("empty.title")}
          text={t("empty.text")}
        />
      )}
      {shops && shops.length > 0 && <ShopTable shops={shops} />}
      {creating && <CreateShop onClose={() => setCreating(false)} />}
    </Container>
  )
}

const ShopTable = ({ shops }: { shops: Shop[] }) => {
  const { t } = useTranslation("shops")
  const navigate = useNavigate()
  return (
    <div className="overflow-x-auto">
      <Table>
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell>{t("column.name")}</Table.HeaderCell>
            <Table.HeaderCell className="hidden md:table-cell">
              {t("column.api_id")}
            </Table.HeaderCell>
            <Table.HeaderCell className="hidden md:table-cell">
              {t("column.currency")}
            </Table.HeaderCell>
            <Table.HeaderCell className="hidden lg:table-cell">{t("column.keys")}</Table.HeaderCell>
            <Table.HeaderCell className="hidden sm:table-cell">
              {t("column.lastUsed")}
            </Table.HeaderCell>
            <Table.HeaderCell>{t("column.state")}</Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {shops.map((shop) => {
            const lastUse = lastUseOf(shop)
            return (
              <Table.Row
                key={shop.id}
                className="cursor-pointer"
                onClick={() => navigate(`/shops/${shop.id}`)}
              >
                <Table.Cell className="py-3">
                  <Link
                    to={`/shops/${shop.id}`}
                    className="txt-compact-small-plus text-ui-fg-base focus-visible:shadow-borders-focus rounded outline-none"
                    onClick={(event) => event.stopPropagation()}
                  >
                    {shop.name}
                  </Link>
                  <Text size="xsmall" className="text-ui-fg-subtle">
                    {shop.domains.join(", ")}
                  </Text>
                </Table.Cell>
                <Table.Cell className="hidden tabular-nums md:table-cell">{shop.api_id}</Table.Cell>
                <Table.Cell className="hidden md:table-cell">{shop.default_currency}</Table.Cell>
                <Table.Cell className="hidden lg:table-cell">
                  {t("liveKeys", {
                    count: shop.credentials.filter(({ revoked_at }) => !revoked_at).length,
                  })}
                </Table.Cell>
                <Table.Cell className="hidden sm:table-cell">
                  {lastUse ? <RelativeTime at={lastUse} /> : t("never")}
                </Table.Cell>
                <Table.Cell>
                  <StatusBadge color={shop.active ? "green" : "grey"}>
                    {t(shop.active ? "active" : "inactive")}
                  </StatusBadge>
                </Table.Cell>
              </Table.Row>
            )
          })}
        </Table.Body>
      </Table>
    </div>
  )
}
