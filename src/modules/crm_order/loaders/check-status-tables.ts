import { checkStatusTables } from "../state-machine"

/** A wrong status table stops the start instead of an order. */
export default async function checkStatusTablesLoader(): Promise<void> {
  checkStatusTables()
}
