import type { ExecArgs } from "@medusajs/framework/types"
import { SALES_REPORT_MODULE } from "../modules/sales_report"
import type SalesReportModuleService from "../modules/sales_report/service"

/** Differences that are named; the first ones are enough to find out why. */
const NAMED = 20

/** scripts/report-rebuild.mjs reads these lines. */
const say = (text: string): void => {
  process.stdout.write(`rebuild-report: ${text}\n`)
}

/**
 * Makes the figures of the dashboard anew and proves that they equal the sums over the orders, the books
 * and the attempts. With the word `check` it only proves, and changes nothing.
 *
 * @throws Error when they differ
 */
export default async function rebuildReport({ container, args }: ExecArgs): Promise<void> {
  const report: SalesReportModuleService = container.resolve(SALES_REPORT_MODULE)
  if (!args.includes("check")) {
    say("Rebuilding the figures …")
    await report.rebuild()
    say("Rebuilt.")
  }
  const differences = await report.differences(NAMED)
  for (const { figure, starts_at, shop_id, key, kept, counted } of differences) {
    const place = [figure, starts_at, shop_id || "all shops", key].filter(Boolean).join(", ")
    say(
      `${place}: kept ${kept.count} / ${kept.usd} USD, counted ${counted.count} / ${counted.usd} USD`
    )
  }
  if (differences.length > 0) {
    const many = differences.length === NAMED ? `${NAMED} or more` : String(differences.length)
    throw new Error(
      `The figures differ from the orders in ${many} places. npm run report:rebuild makes them anew.`
    )
  }
  say("Every figure equals the sum over the orders, the books and the attempts.")
}
