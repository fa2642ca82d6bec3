import { clx } from "@medusajs/ui"
import { useState } from "react"

type ProductThumbnailProps = { src: string | null; name: string; className?: string }

/** The shop's picture; the first letter of the name where there is none or it does not load. */
export const ProductThumbnail = ({ src, name, className }: ProductThumbnailProps) => {
  const [failed, setFailed] = useState<string | null>(null)
  const tile = clx(
    "bg-ui-bg-component border-ui-border-base text-ui-fg-subtle txt-compact-small-plus",
    "flex h-10 w-10 shrink-0 items-center justify-center overflow-hidden rounded-md border",
    className
  )
  if (!src || failed === src) {
    return (
      <div className={tile} aria-hidden="true">
        {Array.from(name.trim())[0]?.toUpperCase() ?? "?"}
      </div>
    )
  }
  return (
    <div className={tile}>
      <img
        src={src}
        alt=""
        loading="lazy"
        referrerPolicy="no-referrer"
        className="h-full w-full object-cover"
        onError={() => setFailed(src)}
      />
    </div>
  )
}
