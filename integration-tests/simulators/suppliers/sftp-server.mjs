import { createHash, generateKeyPairSync, timingSafeEqual } from "node:crypto"
import path from "node:path/posix"
import ssh2 from "ssh2"

const { Server, utils } = ssh2
const { OPEN_MODE, STATUS_CODE } = utils.sftp

const DIRECTORY_MODE = 0o040755
const FILE_MODE = 0o100644

/** What can go wrong on the way; each befalls so many fitting calls. */
export const SFTP_FAULTS = {
  down: "no connection is taken",
  refuse_sign_in: "the password is said to be wrong",
  cut_in_write: "the connection is cut while a file is written",
  cut_before_rename: "the connection is cut instead of the renaming",
  cut_after_rename: "the file is renamed and the connection cut without an answer",
  full: "nothing can be written",
  truncate: "half of what is written is kept",
  no_mkdir: "no folder and no place for what is put away",
}

const same = (one, other) => {
  const [first, second] = [Buffer.from(one), Buffer.from(other)]
  return first.length === second.length && timingSafeEqual(first, second)
}

/**
 * The key of the server: kept, so that a restart is the same server. Made by Node, because ssh2's
 * own generator cuts the zeros a public Ed25519 key may begin with: one of its keys in 256 is one
 * that ssh2 itself cannot read.
 */
const hostKeyOf = (state) => {
  state.host_key ??= generateKeyPairSync("ec", {
    namedCurve: "prime256v1",
    privateKeyEncoding: { type: "sec1", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  }).privateKey
  return state.host_key
}

export const fingerprintOf = (privateKey) => {
  const blob = utils.parseKey(privateKey).getPublicSSH()
  return `SHA256:${createHash("sha256").update(blob).digest("base64").replace(/=+$/, "")}`
}

/** Files and folders of the server: paths to `{ data (base64), at }`, null for a folder. */
export class Folders {
  constructor(state) {
    state.files ??= {}
    this.files = state.files
  }

  has(place) {
    return Object.hasOwn(this.files, place)
  }

  isFolder(place) {
    return this.has(place) && this.files[place] === null
  }

  read(place) {
    return Buffer.from(this.files[place].data, "base64")
  }

  write(place, bytes) {
    this.files[place] = { data: bytes.toString("base64"), at: Date.now() }
  }

  makeFolder(place) {
    this.files[place] ??= null
  }

  move(from, to) {
    this.files[to] = this.files[from]
    delete this.files[from]
  }

  remove(place) {
    delete this.files[place]
  }

  inside(folder) {
    return Object.keys(this.files).filter(
      (place) => place !== folder && path.dirname(place) === folder
    )
  }

  attributes(place) {
    const file = this.files[place]
    const seconds = Math.floor((file?.at ?? 0) / 1000)
    return {
      mode: file === null ? DIRECTORY_MODE : FILE_MODE,
      uid: 1000,
      gid: 1000,
      size: file === null ? 0 : this.read(place).length,
      atime: seconds,
      mtime: seconds,
    }
  }
}

/** Answers one client's requests about files. */
const serveFiles = (stream, { folders, fault, cut, onFile }) => {
  const open = new Map()
  let count = 0
  const full = (place) => path.resolve("/", place)
  const handleFor = (entry) => {
    const handle = Buffer.alloc(4)
    handle.writeUInt32BE((count += 1))
    open.set(handle.toString("hex"), entry)
    return handle
  }
  const entryOf = (handle) => open.get(handle.toString("hex"))
  const ok = (id) => stream.status(id, STATUS_CODE.OK)
  const missing = (id) => stream.status(id, STATUS_CODE.NO_SUCH_FILE)
  const refused = (id, words) => stream.status(id, STATUS_CODE.FAILURE, words)

  const stat = (id, name) => {
    const place = full(name)
    return folders.has(place) ? stream.attrs(id, folders.attributes(place)) : missing(id)
  }

  stream.on("REALPATH", (id, name) =>
    stream.name(id, [{ filename: full(name), longname: full(name), attrs: {} }])
  )
  stream.on("STAT", stat)
  stream.on("LSTAT", stat)
  stream.on("FSTAT", (id, handle) => stat(id, entryOf(handle)?.place ?? "/nothing"))
  stream.on("SETSTAT", (id) => ok(id))
  stream.on("FSETSTAT", (id) => ok(id))
  stream.on("OPEN", (id, name, flags) => {
    const place = full(name)
    if (flags & OPEN_MODE.WRITE) {
      if (!folders.isFolder(path.dirname(place))) {
        return missing(id)
      }
      if (fault("full")) {
        return refused(id, "No space left")
      }
      const bytes =
        flags & OPEN_MODE.TRUNC || !folders.has(place) ? Buffer.alloc(0) : folders.read(place)
      folders.write(place, bytes)
      return stream.handle(id, handleFor({ place, write: true }))
    }
    if (!folders.has(place) || folders.isFolder(place)) {
      return missing(id)
    }
    return stream.handle(id, handleFor({ place }))
  })
  stream.on("READ", (id, handle, offset, length) => {
    const bytes = folders.read(entryOf(handle).place).subarray(offset, offset + length)
    return bytes.length === 0 ? stream.status(id, STATUS_CODE.EOF) : stream.data(id, bytes)
  })
  stream.on("WRITE", (id, handle, offset, data) => {
    const { place } = entryOf(handle)
    if (fault("cut_in_write")) {
      return cut()
    }
    const kept = fault("truncate") ? data.subarray(0, data.length / 2) : data
    const before = folders.read(place)
    const bytes = Buffer.alloc(Math.max(before.length, offset + kept.length))
    before.copy(bytes)
    kept.copy(bytes, offset)
    folders.write(place, bytes)
    return ok(id)
  })
  stream.on("CLOSE", (id, handle) => {
    open.delete(handle.toString("hex"))
    return ok(id)
  })
  stream.on("OPENDIR", (id, name) => {
    const place = full(name)
    return folders.isFolder(place)
      ? stream.handle(id, handleFor({ place, listed: false }))
      : missing(id)
  })
  stream.on("READDIR", (id, handle) => {
    const entry = entryOf(handle)
    if (entry.listed) {
      return stream.status(id, STATUS_CODE.EOF)
    }
    entry.listed = true
    const names = folders.inside(entry.place).map((place) => {
      const attrs = folders.attributes(place)
      const type = folders.isFolder(place) ? "d" : "-"
      const filename = path.basename(place)
      return { filename, longname: `${type}rw-r--r-- 1 demo demo ${attrs.size} ${filename}`, attrs }
    })
    return names.length === 0 ? stream.status(id, STATUS_CODE.EOF) : stream.name(id, names)
  })
  stream.on("MKDIR", (id, name) => {
    if (fault("no_mkdir")) {
      return refused(id, "Permission denied")
    }
    folders.makeFolder(full(name))
    return ok(id)
  })
  stream.on("REMOVE", (id, name) => {
    folders.remove(full(name))
    return ok(id)
  })
  stream.on("RENAME", (id, from, to) => {
    const [source, target] = [full(from), full(to)]
    if (fault("cut_before_rename")) {
      return cut()
    }
    if (!folders.has(source)) {
      return missing(id)
    }
    // As OpenSSH does: nothing is renamed over what is there.
    if (folders.has(target) || !folders.isFolder(path.dirname(target))) {
      return refused(id, "It cannot be renamed")
    }
    folders.move(source, target)
    onFile(target)
    return fault("cut_after_rename") ? cut() : ok(id)
  })
}

/**
 * A real SSH server with SFTP on 127.0.0.1 (port 0: any free one), its files in memory.
 *
 * @param fault `(name)` says whether that fault befalls this call
 * @param onFile is told of every file that has got its name
 */
export const serveSftp = async ({ port, state, user, password, fault, onFile }) => {
  const folders = new Folders(state)
  const hostKey = hostKeyOf(state)
  const clients = new Set()
  const server = new Server({ hostKeys: [hostKey] }, (client) => {
    clients.add(client)
    const cut = () => client._sock?.resetAndDestroy()
    if (fault("down")) {
      cut()
      return
    }
    client.on("close", () => clients.delete(client))
    client.on("error", () => clients.delete(client))
    client.on("authentication", (attempt) => {
      const isRight =
        attempt.method === "password" &&
        attempt.username === user &&
        same(attempt.password, password) &&
        !fault("refuse_sign_in")
      return isRight ? attempt.accept() : attempt.reject(["password"])
    })
    client.on("session", (acceptSession) => {
      acceptSession().on("sftp", (acceptSftp) =>
        serveFiles(acceptSftp(), { folders, fault, cut, onFile })
      )
    })
  })
  await new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, "127.0.0.1", resolve)
  })
  return {
    port: server.address().port,
    fingerprint: fingerprintOf(hostKey),
    folders,
    close: () =>
      new Promise((resolve) => {
        clients.forEach((client) => client.end())
        server.close(() => resolve())
        setTimeout(resolve, 500).unref()
      }),
  }
}
