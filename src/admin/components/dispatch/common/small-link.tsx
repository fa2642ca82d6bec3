import type { ReactNode } from "react"
import { Link } from "react-router-dom"

/** A link in a line of text. */
export const SmallLink = ({ to, children }: { to: string; children: ReactNode }) => (
  <Link
    to={to}
    className="text-ui-tag-blue-text focus-visible:shadow-borders-focus rounded outline-none hover:underline"
  >
    {children}
  </Link>
)
