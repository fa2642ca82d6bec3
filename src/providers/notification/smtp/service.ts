import type {
  ProviderSendNotificationDTO,
  ProviderSendNotificationResultsDTO,
} from "@medusajs/framework/types"
import { AbstractNotificationProviderService, MedusaError } from "@medusajs/framework/utils"
import { newEntityId } from "../../../lib/entity-id"
import { SmtpPool } from "./client"
import { readMailbox } from "./mailbox"
import { readSmtpUrl } from "./smtp-url"

type Options = {
  /** `smtp[s]://user:password@host:port` */
  url?: string
  /** The sender of notifications that name none. */
  from?: string
}

/**
 * Medusa's e-mail channel over SMTP, for whatever asks Medusa itself to notify somebody (plug-ins).
 * Letters about orders go the way of src/workflows/mail: queued with their cause, held, tried again,
 * accounted for.
 */
export class SmtpNotificationProvider extends AbstractNotificationProviderService {
  static override identifier = "smtp"

  readonly #pool: SmtpPool
  readonly #from: string | undefined

  static override validateOptions({ url }: Options): void {
    try {
      readSmtpUrl(url ?? "")
    } catch {
      throw new MedusaError(
        MedusaError.Types.INVALID_DATA,
        "The notification provider smtp needs `url`: smtp[s]://user:password@host:port."
      )
    }
  }

  constructor(_container: unknown, { url = "", from }: Options) {
    super()
    this.#pool = new SmtpPool(readSmtpUrl(url))
    this.#from = from
  }

  override async send({
    to,
    from,
    content,
  }: ProviderSendNotificationDTO): Promise<ProviderSendNotificationResultsDTO> {
    const sender = from ?? this.#from
    const domain = sender && readMailbox(sender)?.address.split("@")[1]
    if (!sender || !domain) {
      throw refusal("There is no sender: set MAIL_FROM, or name one in the notification.")
    }
    const { subject, html, text } = content ?? {}
    if (!subject || !(html || text)) {
      throw refusal("The notification has no content: a subject, and an HTML or text part.")
    }
    const internet_message_id = `${newEntityId("noti").toLowerCase()}@${domain}`
    const { outcome, answer } = await this.#pool.send({
      internet_message_id,
      at: new Date(),
      from_address: sender,
      to_address: to,
      reply_to: null,
      subject,
      html: html ?? "",
      text: text ?? "",
      headers: {},
    })
    if (outcome !== "sent") {
      throw refusal(`The mail server has not taken the letter: ${answer}`)
    }
    return { id: internet_message_id }
  }
}

const refusal = (sentence: string): MedusaError =>
  new MedusaError(MedusaError.Types.UNEXPECTED_STATE, sentence)
