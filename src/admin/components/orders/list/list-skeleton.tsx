import { Skeleton } from "@medusajs/ui"

const ROWS = Array.from({ length: 10 }, (_, row) => row)

export const ListSkeleton = () => {
  return (
    <div aria-hidden="true" className="divide-ui-border-base divide-y border-t">
      {ROWS.map((row) => (
        <div key={row} className="flex h-14 items-center gap-x-6 px-4">
          <Skeleton className="h-4 w-4 shrink-0" />
          <Skeleton className="h-4 w-16 shrink-0" />
          <Skeleton className="hidden h-4 w-20 shrink-0 md:block" />
          <Skeleton className="h-4 flex-1" />
          <Skeleton className="hidden h-4 flex-1 md:block" />
          <Skeleton className="h-4 w-20 shrink-0" />
          <Skeleton className="hidden h-5 w-24 shrink-0 md:block" />
        </div>
      ))}
    </div>
  )
}
