import { Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import type { Campaigns, Device, OrderCard } from "../../../types/orders"
import { Fact, Facts } from "./facts"
import { Panel, PanelPart } from "./panel"

const DeviceFacts = ({ device }: { device: Device }) => {
  const { t } = useTranslation("orders")
  const { width, height } = device.screen ?? {}
  const screen = width && height ? `${width} × ${height}` : null
  const facts: [string, string | null][] = [
    [
      t("device.device"),
      device.class && t(`device.className.${device.class}`, { defaultValue: device.class }),
    ],
    [t("device.system"), device.os],
    [t("device.browser"), device.browser],
    [t("device.language"), device.language],
    [t("device.timezone"), device.timezone],
    [t("device.screen"), screen],
  ]
  const flag =
    device.ip_flag && t(`device.ipFlag.${device.ip_flag}`, { defaultValue: device.ip_flag })
  return (
    <Facts>
      {facts.map(
        ([label, value]) =>
          value && (
            <Fact key={label} label={label}>
              {value}
            </Fact>
          )
      )}
      {device.ip && (
        <Fact label={t("device.ip")}>
          <span className="break-all tabular-nums">{device.ip}</span>
          {flag && <span className="text-ui-tag-orange-text"> ({flag})</span>}
        </Fact>
      )}
    </Facts>
  )
}

const CampaignFacts = ({ campaigns }: { campaigns: Campaigns }) => {
  const { t } = useTranslation("orders")
  const utm = Object.entries(campaigns.utm ?? {}).filter(([, value]) => value)
  if (utm.length === 0) {
    return campaigns.raw ? (
      <Text size="small" className="break-all">
        {campaigns.raw}
      </Text>
    ) : null
  }
  return (
    <Facts>
      {utm.map(([name, value]) => (
        <Fact key={name} label={t(`device.utm.${name}`, { defaultValue: name })}>
          {value}
        </Fact>
      ))}
    </Facts>
  )
}

export const DevicePanel = ({ order }: { order: OrderCard }) => {
  const { t } = useTranslation("orders")
  const { device, campaigns } = order
  const hasCampaign = Boolean(campaigns && (campaigns.raw || campaigns.utm))
  return (
    <Panel title={t("device.title")}>
      <PanelPart>
        {device ? (
          <DeviceFacts device={device} />
        ) : (
          <Text size="small" className="text-ui-fg-subtle">
            {t("device.none")}
          </Text>
        )}
      </PanelPart>
      {campaigns && hasCampaign && (
        <PanelPart>
          <CampaignFacts campaigns={campaigns} />
        </PanelPart>
      )}
      {device?.user_agent && (
        <PanelPart>
          <p className="txt-compact-xsmall text-ui-fg-subtle break-words">
            <span className="sr-only">{t("device.agent")}: </span>
            {device.user_agent}
          </p>
        </PanelPart>
      )}
    </Panel>
  )
}
