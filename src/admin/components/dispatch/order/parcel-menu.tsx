import { EllipsisHorizontal } from "@medusajs/icons"
import { Checkbox, DropdownMenu, IconButton, Label, toast } from "@medusajs/ui"
import { useId, useState } from "react"
import { useTranslation } from "react-i18next"

import { useParcelAction } from "../../../hooks/api/dispatch"
import { useDispatchDialog } from "../../../hooks/use-dispatch-dialog"
import { useErrorText } from "../../../hooks/use-error-text"
import type { ParcelActionName, Shipment, ShipmentState } from "../../../types/dispatch"
import { PARCEL_ACTIONS } from "../../../types/dispatch"
import { ReasonPrompt } from "../../orders/common/reason-prompt"

/** Where an action makes sense; the server has the last word. */
const MAKES_SENSE: Record<ParcelActionName, readonly ShipmentState[]> = {
  ask: ["handing_over", "taken", "accepted"],
  retry: ["planned", "handing_over"],
  cancel: ["planned", "handing_over", "taken", "accepted"],
  lost: ["taken", "accepted", "shipped"],
  found: ["lost"],
}

/** These are done at once; the others are asked about first. */
const AT_ONCE: readonly ParcelActionName[] = ["ask", "retry"]

/** The supplier cannot be told from here: a person says that he knows. */
const NEEDS_CONFIRMATION = "needs_confirmation"

type ParcelMenuProps = { orderId: string; shipment: Shipment; canReship: boolean }

/** What can be done about one parcel. */
export const ParcelMenu = ({ orderId, shipment, canReship }: ParcelMenuProps) => {
  const { t } = useTranslation("dispatch")
  const errorText = useErrorText()
  const { ask } = useDispatchDialog()
  const [asking, setAsking] = useState<ParcelActionName | null>(null)
  const [confirmed, setConfirmed] = useState(false)
  const confirmId = useId()
  const { mutate, isPending, error, reset } = useParcelAction()
  const needsConfirmation = error?.code === NEEDS_CONFIRMATION || confirmed
  const possible = PARCEL_ACTIONS.filter((name) => MAKES_SENSE[name].includes(shipment.state))
  const reships = canReship && ["shipped", "delivered", "lost"].includes(shipment.state)
  if (possible.length === 0 && !reships) {
    return null
  }

  const act = (action: ParcelActionName, note?: string) =>
    mutate(
      { orderId, shipmentId: shipment.id, action, note, confirmed },
      {
        onSuccess: ({ outcome, words }) => {
          if (outcome) {
            toast.info(t("parcelAction.answered", { supplier: shipment.supplier.name }), {
              description: words ?? t(`answer.${outcome}`, { defaultValue: outcome }),
            })
          } else {
            toast.success(t(`parcelAction.done.${action}`))
          }
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
    setConfirmed(false)
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
        >
          {asking === "cancel" && needsConfirmation && (
            <div className="flex items-start gap-x-2">
              <Checkbox
                id={confirmId}
                checked={confirmed}
                className="mt-0.5"
                onCheckedChange={(checked) => setConfirmed(checked === true)}
              />
              <Label htmlFor={confirmId} size="small" className="cursor-pointer">
                {t("parcelAction.confirmed", { supplier: shipment.supplier.name })}
              </Label>
            </div>
          )}
        </ReasonPrompt>
      )}
    </>
  )
}
