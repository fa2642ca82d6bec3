import type { RefObject } from "react"
import { useEffect, useRef } from "react"

type ListKeyActions = {
  onTick: (id: string) => void
  onSearch: () => void
  onHelp: () => void
}

/** Every row carries its link under this attribute; moving the row is moving the focus. */
export const ROW_LINK = "data-order-link"

const isField = (element: Element | null) =>
  element instanceof HTMLElement &&
  (element.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(element.tagName))

const isCovered = () =>
  document.querySelector("[role=dialog],[role=alertdialog],[role=menu],[role=listbox]") !== null

const STEP: Record<string, number> = { ArrowDown: 1, j: 1, о: 1, ArrowUp: -1, k: -1, л: -1 }

/** Keys of the orders list: arrows or j k, x, / and ?. The Russian layout's letters work too. */
export const useListKeys = (list: RefObject<HTMLElement>, actions: ListKeyActions) => {
  const latest = useRef(actions)
  latest.current = actions

  useEffect(() => {
    const move = (step: number) => {
      const links = Array.from(
        list.current?.querySelectorAll<HTMLElement>(`[${ROW_LINK}]`) ?? []
      ).filter((link) => link.offsetParent !== null)
      const row = document.activeElement?.closest("[data-order-row]")
      const here = links.findIndex((link) => row?.contains(link))
      const next = here < 0 ? (step > 0 ? 0 : links.length - 1) : here + step
      links[next]?.focus()
      links[next]?.scrollIntoView({ block: "nearest" })
    }

    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) {
        return
      }
      const active = document.activeElement
      if (isField(active) || isCovered()) {
        return
      }
      const inList = active === document.body || Boolean(list.current?.contains(active))
      const step = STEP[event.key]
      if (step && (inList || event.key.length === 1)) {
        event.preventDefault()
        move(step)
      } else if (event.key === "x" || event.key === "ч") {
        const id = active?.closest("[data-order-row]")?.getAttribute("data-order-row")
        if (id) {
          latest.current.onTick(id)
        }
      } else if (event.key === "/" || (event.key === "." && event.code === "Slash")) {
        event.preventDefault()
        latest.current.onSearch()
      } else if (event.key === "?" || (event.key === "," && event.code === "Slash")) {
        event.preventDefault()
        latest.current.onHelp()
      }
    }

    window.addEventListener("keydown", onKey)
    return () => window.removeEventListener("keydown", onKey)
  }, [list])
}
