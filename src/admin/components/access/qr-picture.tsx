import { create } from "qrcode"
import { useMemo } from "react"

/** Cells around the code that scanners need to be empty. */
const MARGIN = 4

type QrPictureProps = { text: string; label: string }

/** A text as a QR code to be scanned from the screen: dark on white in every theme. */
export const QrPicture = ({ text, label }: QrPictureProps) => {
  const { size, path } = useMemo(() => {
    const { modules } = create(text)
    const cells = [...modules.data.keys()].filter((cell) => modules.data[cell])
    return {
      size: modules.size,
      path: cells
        .map((cell) => `M${cell % modules.size} ${Math.floor(cell / modules.size)}h1v1h-1z`)
        .join(""),
    }
  }, [text])
  const edge = size + 2 * MARGIN
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`${-MARGIN} ${-MARGIN} ${edge} ${edge}`}
      shapeRendering="crispEdges"
      className="border-ui-border-base mt-2 size-44 rounded-md border"
    >
      <rect x={-MARGIN} y={-MARGIN} width={edge} height={edge} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
