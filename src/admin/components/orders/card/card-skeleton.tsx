import { Container, Skeleton } from "@medusajs/ui"

const Block = ({ height }: { height: string }) => (
  <Container className="flex flex-col gap-y-4">
    <Skeleton className="h-6 w-40" />
    <Skeleton className={`w-full ${height}`} />
  </Container>
)

export const CardSkeleton = () => {
  return (
    <div aria-hidden="true" className="flex flex-col gap-y-3">
      <Block height="h-4" />
      <div className="grid grid-cols-1 gap-3 xl:grid-cols-[minmax(0,1fr)_400px]">
        <div className="flex flex-col gap-y-3">
          <Block height="h-10" />
          <Block height="h-48" />
        </div>
        <div className="flex flex-col gap-y-3">
          <Block height="h-24" />
          <Block height="h-32" />
        </div>
      </div>
    </div>
  )
}
