import { EllipsisHorizontal } from "@medusajs/icons"
import { DropdownMenu, IconButton, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useParcelAction } from "../../../hooks/api/dispatch"
import { useDispatchDialog } from "../../../hooks/use-dispatch-dialog"
import { useErrorText } from "../../../hooks/use-error-text"
import type { ParcelActionName, Shipment, ShipmentState } from "../../../types/dispatch"
import { PARCEL_ACTIONS } from "../../../types/dispatch"
import { ReasonPrompt } from "../../orders/common/reason-prompt"

/** Where an action makes sense, when the server does not say. */
const USUAL: Record<ParcelActionName, readonly ShipmentState[]> = {
  ask: ["handing_over", "taken", "accepted"],
  retry: ["planned", "handing_over"],
  cancel: ["planned", "handing_over", "taken", "accepted"],
  lost: ["taken", "accepted", "shipped"],
  found: ["lost"],
}

/** These are done at once; the others are asked about first. */
const AT_ONCE: readonly ParcelActionName[] = ["ask", "retry"]

const mayDo = ({ state, actions }: Shipment, name: ParcelActionName): boolean =>
  actions?.[name]?.allowed ?? USUAL[name].includes(state)

type ParcelMenuProps = { orderId: string; shipment: Shipment; canReship: boolean }

/** What can be done about one parcel. */
export const ParcelMenu = ({ orderId, shipment, canReship }: ParcelMenuProps) => {
  const { t } = useTranslation("dispatch")
  const errorText = useErrorText()
  const { ask } = useDispatchDialog()
  const [asking, setAsking] = useState<ParcelActionName | null>(null)
  const { mutate, isPending, error, reset } = useParcelAction()
  const possible = PARCEL_ACTIONS.filter((name) => mayDo(shipment, name))
  const reships = canReship && ["shipped", "delivered", "lost"].includes(shipment.state)
  if (possible.length === 0 && !reships) {
    return null
  }

  const act = (action: ParcelActionName, note?: string) =>
    mutate(
      { orderId, shipmentId: shipment.id, action, note },
      {
        onSuccess: () => {
          toast.success(t(`parcelAction.done.${action}`))
          setAsking(null)
        },
        onError: (refusal) => {
          if (AT_ONCE.includes(action)) {
            toast.error(errorText(refusal))
          }
        },
      }
    )

  const choose = (action: ParcelActionName) => {
    reset()
    if (AT_ONCE.includes(action)) {
      act(action)
    } else {
      setAsking(action)
    }
  }

  return (
    <>
      <DropdownMenu>
        <DropdownMenu.Trigger asChild>
          <IconButton
            size="small"
            variant="transparent"
            isLoading={isPending}
            aria-label={t("parcel.menu", { number: shipment.number })}
          >
            <EllipsisHorizontal />
          </IconButton>
        </DropdownMenu.Trigger>
        <DropdownMenu.Content align="end">
          {possible.map((name) => (
            <DropdownMenu.Item key={name} onSelect={() => choose(name)}>
              {t(`parcelAction.${name}`)}
            </DropdownMenu.Item>
          ))}
          {reships && (
            <DropdownMenu.Item onSelect={() => ask("reship", shipment.id)}>
              {t("action.reship")}
            </DropdownMenu.Item>
          )}
        </DropdownMenu.Content>
      </DropdownMenu>
      {asking && (
        <ReasonPrompt
          danger={asking !== "found"}
          title={t(`parcelAction.title.${asking}`, { number: shipment.number })}
          description={t(`parcelAction.text.${asking}`, { supplier: shipment.supplier.name })}
          confirm={t(`parcelAction.${asking}`)}
          isPending={isPending}
          error={error}
          onConfirm={(note) => act(asking, note || undefined)}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  )
}
