import type { ReactNode } from "react"
import { Link } from "react-router-dom"

import { ordersAddress } from "../../lib/dashboard-query"
import type { FigureFilter } from "../../types/dashboard"

type FigureLinkProps = { filter: FigureFilter; label?: string; children: ReactNode }

/** A figure that opens exactly the orders behind it. */
export const FigureLink = ({ filter, label, children }: FigureLinkProps) => (
  <Link
    to={ordersAddress(filter)}
    aria-label={label}
    className="text-ui-fg-base decoration-ui-border-strong hover:text-ui-fg-interactive focus-visible:shadow-borders-focus rounded-sm underline underline-offset-4 outline-none"
  >
    {children}
  </Link>
)
