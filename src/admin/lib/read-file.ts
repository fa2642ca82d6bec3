/** A file as the staff API takes it. */
export type FileInput = { name: string; content: string }

/** The server takes no more in one request. */
export const MOST_BYTES = 8 * 1024 * 1024

/** The bytes of a file in base64. Rejects when the file cannot be read (moved, no right). */
export const readFileInput = (file: File): Promise<FileInput> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onerror = () => reject(reader.error ?? new Error("unreadable"))
    reader.onload = () => {
      const address = String(reader.result)
      resolve({ name: file.name, content: address.slice(address.indexOf(",") + 1) })
    }
    reader.readAsDataURL(file)
  })
