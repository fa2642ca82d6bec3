import { container } from "@medusajs/framework"
import { Router, urlencoded, type Request, type RequestHandler, type Response } from "express"
import { followLink } from "../../workflows/mail/follow-link"
import { readUnsubscribeLink, unsubscribe } from "../../workflows/mail/unsubscribe"
import { answerError } from "../before-medusa"
import { linkPage, unknownLinkPage } from "./page"

/** A mail program's own "unsubscribe" says no more than one field (RFC 8058). */
const BODY_LIMIT = "4kb"

/** Nothing is loaded, nothing runs, nothing is kept, and nobody learns where the reader came from. */
const HEADERS = {
  "Cache-Control": "no-store",
  "Content-Security-Policy":
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  "Referrer-Policy": "no-referrer",
  "X-Robots-Tag": "noindex, nofollow",
}

type Door = (request: Request, response: Response) => Promise<void>

const door =
  (answer: Door): RequestHandler =>
  (request, response, next) => {
    response.set(HEADERS)
    answer(request, response).catch(next)
  }

const tokenOf = (request: Request): string => String(request.params.token)

const answerUnknown = (response: Response): void => {
  response.status(404).type("html").send(unknownLinkPage())
}

/** A link to pay or to follow a parcel: on to where that is done now, or a notice. */
const go: Door = async (request, response) => {
  const followed = await followLink(container, tokenOf(request))
  if (!followed) {
    answerUnknown(response)
  } else if ("to" in followed) {
    response.redirect(303, followed.to)
  } else {
    const status = followed.notice === "closed" ? 410 : 200
    response.status(status).type("html").send(linkPage(followed.notice, followed))
  }
}

/** Asks before it unsubscribes: programs that look into letters open every link of them. */
const askToUnsubscribe: Door = async (request, response) => {
  const reader = await readUnsubscribeLink(container, tokenOf(request))
  if (!reader) {
    answerUnknown(response)
    return
  }
  const name = reader.is_unsubscribed ? "unsubscribed" : "question"
  response.type("html").send(linkPage(name, reader))
}

/** Unsubscribes: by the page's button, or by the mail program's own, whatever the body says. */
const takeUnsubscribe: Door = async (request, response) => {
  const body: unknown = request.body
  const isPage = typeof body === "object" && body !== null && "via" in body && body.via === "page"
  const reader = await unsubscribe(container, tokenOf(request), isPage ? "page" : "one_click")
  if (!reader) {
    answerUnknown(response)
    return
  }
  response.type("html").send(linkPage("unsubscribed", reader))
}

/**
 * Where links in letters lead. Answered before Medusa's own middleware: a customer's click needs no
 * session, and must not begin one.
 */
export const mailDoors = (): Router =>
  Router()
    .get("/go/:token", door(go))
    .get("/mail/unsubscribe/:token", door(askToUnsubscribe))
    .post(
      "/mail/unsubscribe/:token",
      urlencoded({ limit: BODY_LIMIT, extended: false }),
      door(takeUnsubscribe)
    )
    .use(["/go", "/mail"], answerError)
