const print = (text = "") => process.stdout.write(`${text}\n`)

/** A table with as much room as its cells need; figures to the right. */
const printTable = (heads, rows) => {
  const cells = rows.map((row) => row.map((cell) => String(cell ?? "")))
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...cells.map((row) => row[column].length))
  )
  const line = (row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column])
      )
      .join("  ")
  print(line(heads))
  print(widths.map((width) => "-".repeat(width)).join("  "))
  cells.forEach((row) => print(line(row)))
}

const printIntake = ({ headline, targets, rows, stock_rows }) => {
  print("\nINTAKE")
  printTable(
    ["", "orders/s", "p50 ms", "p95 ms", "p99 ms", "CPU s/1000 server", "PostgreSQL", "MB"],
    [...rows, ...stock_rows].map((row) => [
      row.what,
      row.orders_per_second,
      row.p50_ms,
      row.p95_ms,
      row.p99_ms,
      row.server_cpu_s_per_1000,
      row.postgres_cpu_s_per_1000,
      row.server_memory_mb,
    ])
  )
  print(
    `\n${headline.ours_per_second} orders/s, ${headline.times_stock} times stock Medusa's draft orders ` +
      `(${headline.stock_draft_orders_per_second}/s), ${Math.round(headline.share_of_plain_sql * 100)} % of plain SQL ` +
      `(${headline.plain_sql_per_second}/s); p99 at half of that rate ${headline.open_loop_p99_ms} ms.`
  )
  printTargets(targets)
}

const printPayments = ({ targets, rows, applied }) => {
  print("\nPAYMENTS")
  printTable(
    ["", "measured", "p50 ms", "p95 ms", "p99 ms"],
    rows.map((row) => [row.what, row.count, row.p50_ms, row.p95_ms, row.p99_ms])
  )
  print(
    `\n${applied.waiting} waiting callbacks applied in ${applied.seconds} s: ${applied.per_second}/s, ` +
      `${applied.approved} orders approved by them.`
  )
  printTargets(targets)
}

const printMail = ({ targets, rows, sending }) => {
  print("\nMAIL")
  printTable(
    ["", "measured", "p50 ms", "p95 ms", "p99 ms"],
    rows.map((row) => [row.what, row.count, row.p50_ms, row.p95_ms, row.p99_ms])
  )
  print(
    `\n${sending.letters} queued letters sent in ${sending.seconds} s: ${sending.per_second}/s, ` +
      `${sending.arrived_once} of them received exactly once.`
  )
  printTargets(targets)
}

const printReading = ({ targets, sizes, rows }) => {
  print("\nREADING (milliseconds at the client, p50 / p95)")
  printTable(
    ["", ...sizes.map((size) => `${size.toLocaleString("en")} orders`)],
    rows.map((row) => [
      row.what,
      ...row.figures.map((figure) => (figure ? `${figure.p50_ms} / ${figure.p95_ms}` : "-")),
    ])
  )
  printTargets(targets)
}

const printDispatch = ({ targets, work }) => {
  print("\nDISPATCH")
  printTable(
    ["", "number", "seconds", "per second"],
    work.map((row) => [row.what, row.count, row.seconds, row.per_second])
  )
  printTargets(targets)
}

const printPages = ({ targets, orders, rows }) => {
  print(
    `\nPAGES (milliseconds in a browser on the same machine, ${orders.toLocaleString("en")} orders)`
  )
  printTable(
    ["", "cold p50", "cold most", "warm p50", "warm most"],
    rows.map(({ what, cold, warm }) => [what, cold.p50_ms, cold.most_ms, warm.p50_ms, warm.most_ms])
  )
  printTargets(targets)
}

/** A target is met (true), or not (false, or the words that say by what). */
const printTargets = (targets) =>
  Object.entries(targets).forEach(([name, met]) =>
    print(met === true ? `met      ${name}` : `NOT MET  ${name}${met ? `: ${met}` : ""}`)
  )

/** The whole report for people. */
export const printReport = ({ machine, disk_flush, parts }) => {
  print(
    `\n${machine.cores} cores, ${machine.processor}, ${machine.memory_gb} GB, Node ${machine.node}; ` +
      `load ${machine.load_average_before[0]} before; ` +
      `the disk acknowledges a flush in ${disk_flush.p50_ms} ms (p99 ${disk_flush.p99_ms} ms).`
  )
  if (parts.intake) {
    printIntake(parts.intake)
  }
  if (parts.payments) {
    printPayments(parts.payments)
  }
  if (parts.mail) {
    printMail(parts.mail)
  }
  if (parts.dispatch) {
    printDispatch(parts.dispatch)
  }
  if (parts.reading) {
    printReading(parts.reading)
  }
  if (parts.pages) {
    printPages(parts.pages)
  }
}
