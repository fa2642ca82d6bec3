import { XMarkMini } from "@medusajs/icons"
import { Button, Input, Label, Select, Text, toast } from "@medusajs/ui"
import type { FormEvent } from "react"
import { useId, useState } from "react"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"

import { useMe } from "../../../hooks/api/me"
import { useChangeResponsible, useChangeTags, useOrderFilters } from "../../../hooks/api/orders"
import { useErrorText } from "../../../hooks/use-error-text"
import type { OrderCard } from "../../../types/orders"
import { Panel, PanelPart } from "./panel"

/** A select has no empty value: this one stands for nobody. */
const NOBODY = "nobody"

const Responsible = ({ order }: { order: OrderCard }) => {
  const { t } = useTranslation("card")
  const { me } = useMe()
  const { data } = useOrderFilters()
  const { mutate, isPending } = useChangeResponsible()
  const errorText = useErrorText()
  const id = useId()
  const people = data?.people ?? []
  const current = order.responsible
  // Somebody who works here no more still looks after it until another does.
  const choices =
    current && !people.some((person) => person.id === current.id) ? [...people, current] : people
  const give = (user_id: string | null) =>
    mutate(
      { id: order.id, user_id },
      {
        onSuccess: () => toast.success(t("team.saved")),
        onError: (error) => toast.error(errorText(error)),
      }
    )
  return (
    <div className="flex flex-col gap-y-2">
      <Label id={id} size="small" weight="plus">
        {t("team.responsible")}
      </Label>
      <div className="flex items-center gap-x-2">
        <div className="min-w-0 flex-1">
          <Select
            size="small"
            value={current?.id ?? NOBODY}
            disabled={isPending}
            onValueChange={(value) => give(value === NOBODY ? null : value)}
          >
            <Select.Trigger aria-labelledby={id}>
              <Select.Value />
            </Select.Trigger>
            <Select.Content>
              <Select.Item value={NOBODY}>{t("team.nobody")}</Select.Item>
              {choices.map((person) => (
                <Select.Item key={person.id} value={person.id}>
                  {person.name}
                </Select.Item>
              ))}
            </Select.Content>
          </Select>
        </div>
        {me && current?.id !== me.user.id && (
          <Button
            size="small"
            variant="secondary"
            disabled={isPending}
            onClick={() => give(me.user.id)}
          >
            {t("team.mine")}
          </Button>
        )}
      </div>
    </div>
  )
}

const Tags = ({ order }: { order: OrderCard }) => {
  const { t } = useTranslation("card")
  const { data } = useOrderFilters()
  const { mutate, isPending, error, reset } = useChangeTags()
  const errorText = useErrorText()
  const [text, setText] = useState("")
  const id = useId()

  const add = (event: FormEvent) => {
    event.preventDefault()
    const tag = text.trim()
    if (tag && !isPending) {
      mutate({ id: order.id, add: [tag] }, { onSuccess: () => setText("") })
    }
  }

  return (
    <div className="flex flex-col gap-y-2">
      <Label htmlFor={id} size="small" weight="plus">
        {t("team.tags")}
      </Label>
      {order.tags.length === 0 ? (
        <Text size="small" className="text-ui-fg-subtle">
          {t("team.noTags")}
        </Text>
      ) : (
        <ul className="flex flex-wrap gap-2">
          {order.tags.map((tag) => (
            <li
              key={tag}
              className="bg-ui-bg-component shadow-borders-base txt-compact-small-plus text-ui-fg-subtle flex h-7 max-w-full items-center rounded-md ps-2"
            >
              <Link
                to={`/orders?${new URLSearchParams({ tag }).toString()}`}
                aria-label={t("team.listOf", { tag })}
                className="focus-visible:shadow-borders-focus truncate rounded outline-none hover:underline"
              >
                {tag}
              </Link>
              <button
                type="button"
                disabled={isPending}
                aria-label={t("team.remove", { tag })}
                onClick={() => mutate({ id: order.id, remove: [tag] })}
                className="text-ui-fg-subtle focus-visible:shadow-borders-focus flex h-7 w-7 shrink-0 items-center justify-center rounded-md outline-none"
              >
                <XMarkMini />
              </button>
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={add} className="flex items-center gap-x-2">
        <div className="min-w-0 flex-1">
          <Input
            id={id}
            size="small"
            value={text}
            maxLength={40}
            list={`${id}-known`}
            autoComplete="off"
            placeholder={t("team.newTag")}
            onChange={(event) => {
              setText(event.target.value)
              if (error) {
                reset()
              }
            }}
          />
        </div>
        <datalist id={`${id}-known`}>
          {(data?.tags ?? []).map((tag) => (
            <option key={tag} value={tag} />
          ))}
        </datalist>
        <Button
          type="submit"
          size="small"
          variant="secondary"
          disabled={!text.trim()}
          isLoading={isPending}
        >
          {t("team.add")}
        </Button>
      </form>
      {error && (
        <p role="alert" className="text-ui-fg-error txt-small">
          {error.fields[0]?.message ?? errorText(error)}
        </p>
      )}
    </div>
  )
}

/** Who looks after the order, and the team's own words for it. */
export const TeamPanel = ({ order }: { order: OrderCard }) => {
  const { t } = useTranslation("card")
  const { permissions } = useMe()
  if (!permissions.tags && !permissions.responsible) {
    return null
  }
  return (
    <Panel title={t("team.title")}>
      <PanelPart>
        <div className="flex flex-col gap-y-4">
          {permissions.responsible && <Responsible order={order} />}
          {permissions.tags && <Tags order={order} />}
        </div>
      </PanelPart>
    </Panel>
  )
}
