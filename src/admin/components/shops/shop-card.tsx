import { ArrowLeft, PencilSquare } from "@medusajs/icons"
import { Button, Container, Heading, Skeleton, StatusBadge, Tabs } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"

import { useMe } from "../../hooks/api/me"
import { useShops } from "../../hooks/api/shops"
import { LoadFailure } from "../orders/common/load-failure"
import { EditShop } from "./edit-shop"
import { ShopKeys } from "./shop-keys"
import { ShopRequests } from "./shop-requests"
import { ShopSettings } from "./shop-settings"

type ShopCardProps = { id: string }

export const ShopCard = ({ id }: ShopCardProps) => {
  const { t } = useTranslation("shops")
  const { shops, isError, error, refetch } = useShops()
  const { me } = useMe()
  const [editing, setEditing] = useState(false)
  const shop = shops?.find((one) => one.id === id)

  return (
    <>
      <Link
        to="/shops"
        className="text-ui-fg-subtle hover:text-ui-fg-base txt-compact-small-plus flex items-center gap-x-1 self-start px-1 py-1"
      >
        <ArrowLeft className="rtl:rotate-180" />
        {t("card.back")}
      </Link>
      <Container className="divide-y p-0">
        {(isError || (shops && !shop)) && (
          <LoadFailure title={t("failure")} error={error} onRetry={() => void refetch()} />
        )}
        {!isError && !shops && (
          <div aria-hidden="true" className="px-6 py-4">
            <Skeleton className="h-9 w-full" />
          </div>
        )}
        {shop && (
          <>
            <header className="flex flex-wrap items-center gap-3 px-6 py-4">
              <Heading level="h1">{shop.name}</Heading>
              <StatusBadge color={shop.active ? "green" : "grey"}>
                {t(shop.active ? "active" : "inactive")}
              </StatusBadge>
              <div className="flex-1" />
              {me?.permissions.change_shops && (
                <Button size="small" variant="secondary" onClick={() => setEditing(true)}>
                  <PencilSquare />
                  {t("card.edit")}
                </Button>
              )}
            </header>
            <Tabs defaultValue="requests" activationMode="manual">
              <Tabs.List className="overflow-x-auto px-6 py-3">
                <Tabs.Trigger value="requests">{t("card.requests")}</Tabs.Trigger>
                <Tabs.Trigger value="keys">{t("card.keys")}</Tabs.Trigger>
                <Tabs.Trigger value="settings">{t("card.settings")}</Tabs.Trigger>
              </Tabs.List>
              <Tabs.Content value="requests" className="border-t">
                <ShopRequests shopId={shop.id} />
              </Tabs.Content>
              <Tabs.Content value="keys" className="border-t">
                <ShopKeys shop={shop} />
              </Tabs.Content>
              <Tabs.Content value="settings" className="border-t">
                <ShopSettings shop={shop} />
              </Tabs.Content>
            </Tabs>
            {editing && <EditShop shop={shop} onClose={() => setEditing(false)} />}
          </>
        )}
      </Container>
    </>
  )
}
