import path from "node:path/posix"
import iconv from "iconv-lite"
import { isSilent, refusalOf, SHIPS_AFTER } from "./rules.mjs"
import { serveSftp } from "./sftp-server.mjs"
import { trackingNumber } from "./tracking.mjs"

const USER = "t3crm"
const PASSWORD = "depot-password-of-the-demo"

/** Seconds until a file is fetched from the folder for new ones. */
const TAKES_AFTER = 1

const cellsOf = (line) =>
  line.split(";").map((cell) => cell.replace(/^"|"$/g, "").replaceAll('""', '"'))

/** Reads the file as this depot wants it: semicolons, one row for each line of a parcel. */
export const parcelsIn = (text) => {
  const [titles, ...rows] = text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .filter((line) => line !== "")
    .map(cellsOf)
  const at = (row, title) => row[titles.indexOf(title)]
  const parcels = new Map()
  for (const row of rows) {
    const number = at(row, "Parcel")
    const lines = parcels.get(number) ?? []
    lines.push({ sku: at(row, "SKU"), quantity: at(row, "Quantity") })
    parcels.set(number, lines)
  }
  return parcels
}

const TITLES = "Посылка;Статус;Номер поставщика;Трек-номер;Перевозчик;Причина"

/**
 * A depot that takes files by SFTP and leaves its answers there, in windows-1251. It ships whatever a
 * file says, as often as a file says it: its book shows it.
 */
export const createDepot = async ({ port, state, faults, later }) => {
  state.parcels ??= []
  state.count ??= 0
  const sftp = await serveSftp({
    ...{ port, state, user: USER, password: PASSWORD },
    fault: (fault) => faults.take("csv_sftp", fault),
    onFile: (place) => {
      if (path.dirname(place) === "/orders" && place.endsWith(".csv")) {
        later(TAKES_AFTER, "take", { place })
      }
    },
  })
  for (const folder of ["/", "/orders", "/orders/taken", "/answers", "/answers/done"]) {
    sftp.folders.makeFolder(folder)
  }

  const take = ({ place }) => {
    if (!sftp.folders.has(place)) {
      return
    }
    const text = sftp.folders.read(place).toString("utf8")
    sftp.folders.move(place, path.join("/orders/taken", path.basename(place)))
    const taken = []
    for (const [number, lines] of parcelsIn(text)) {
      state.count += 1
      const refusal = refusalOf(lines)
      const parcel = {
        ...{ id: `D-${state.count}`, number, lines, file: path.basename(place) },
        status: refusal ? "rejected" : "accepted",
        message: refusal,
        tracking: [],
      }
      state.parcels.push(parcel)
      taken.push(parcel.id)
    }
    later(SHIPS_AFTER, "answer", { ids: taken, name: path.basename(place) })
  }

  /** What lies in the folder for new files: told, but not taken yet. */
  const waiting = () =>
    Object.keys(sftp.folders.files)
      .filter((place) => path.dirname(place) === "/orders" && place.endsWith(".csv"))
      .flatMap((place) =>
        [...parcelsIn(sftp.folders.read(place).toString("utf8"))].map(([number, lines]) => ({
          ...{ id: null, number, lines, file: path.basename(place) },
          ...{ status: "waiting", tracking: [] },
        }))
      )

  const answer = ({ ids, name }) => {
    const rows = state.parcels
      .filter(({ id, lines }) => ids.includes(id) && !isSilent(lines))
      .map((parcel) => {
        if (parcel.status === "rejected") {
          return `${parcel.number};нет в наличии;${parcel.id};;;${parcel.message}`
        }
        const number = trackingNumber("RD", Number(parcel.id.slice(2)))
        parcel.status = "shipped"
        parcel.tracking = [number]
        return `${parcel.number};отправлен;${parcel.id};${number};Deutsche Post;`
      })
    const text = `${[TITLES, ...rows].join("\r\n")}\r\n`
    sftp.folders.write(`/answers/answer-${name}`, iconv.encode(text, "windows-1251"))
  }

  return {
    folders: sftp.folders,
    actions: { take, answer },
    supplier: () => ({
      id: "supp_demo_csv_sftp",
      provider: "csv_sftp",
      name: "Depot (SFTP)",
      settings: {
        host: "127.0.0.1",
        port: sftp.port,
        user: USER,
        host_key: sftp.fingerprint,
        folder_out: "/orders",
        folder_taken: "/orders/taken",
        folder_in: "/answers",
        folder_done: "/answers/done",
        settle_seconds: 1,
      },
      secrets: { password: PASSWORD },
    }),
    url: `sftp://${USER}@127.0.0.1:${sftp.port}`,
    book: () =>
      [...state.parcels, ...waiting()].map(({ number, id, status, tracking, lines, file }) => ({
        ...{ supplier: "csv_sftp", number, id, status, tracking, lines, file },
      })),
    close: sftp.close,
  }
}
