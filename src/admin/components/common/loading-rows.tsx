import { Skeleton } from "@medusajs/ui"

/** Stands where rows will be. */
export const LoadingRows = ({ rows = 3 }: { rows?: number }) => (
  <div aria-hidden="true" className="flex flex-col gap-y-4 px-4 py-4 md:px-6">
    {Array.from({ length: rows }, (_, row) => (
      <Skeleton key={row} className="h-9 w-full" />
    ))}
  </div>
)
