import type { MailLanguage } from "../../modules/mail/kinds"
import type { LinkNotice } from "../../workflows/mail/follow-link"

type Words = { title: string; text: string }

type PageWords = Record<LinkNotice | "question" | "unsubscribed" | "unknown", Words> & {
  /** The button that unsubscribes. */
  button: string
  /** Leads to the shop; its name follows. */
  back: string
}

/** What customers read on the pages that letters lead to. `{shop}` is the shop's name. */
export const PAGE_WORDS: Record<MailLanguage, PageWords> = {
  en: {
    paid: {
      title: "Your order is paid",
      text: "There is nothing left to pay. Thank you!",
    },
    under_way: {
      title: "Your payment is being checked",
      text: "Please do not pay again. We will write to you as soon as it is confirmed.",
    },
    closed: {
      title: "This payment link is no longer open",
      text: "If you still want to pay for your order, please write to the shop and ask for a new link.",
    },
    no_parcel: {
      title: "There is no news of this parcel yet",
      text: "Carriers sometimes need a day until they show a parcel. Please look again later.",
    },
    question: {
      title: "No more reminders?",
      text: "{shop} will no longer send you reminders. You will still get letters about orders that you have made.",
    },
    unsubscribed: {
      title: "You will get no more reminders",
      text: "{shop} only writes to you about orders that you have made.",
    },
    unknown: {
      title: "This link is not complete",
      text: "Please open it once more from the letter, as a whole.",
    },
    button: "Send me no reminders",
    back: "To the shop",
  },
  ru: {
    paid: {
      title: "Ваш заказ оплачен",
      text: "Платить больше ничего не нужно. Спасибо!",
    },
    under_way: {
      title: "Ваш платёж проверяется",
      text: "Пожалуйста, не платите второй раз. Мы напишем вам, как только платёж подтвердится.",
    },
    closed: {
      title: "Эта ссылка на оплату больше не действует",
      text: "Если вы всё ещё хотите оплатить заказ, напишите в магазин и попросите новую ссылку.",
    },
    no_parcel: {
      title: "О посылке пока нет сведений",
      text: "Иногда перевозчик показывает посылку только через день. Загляните, пожалуйста, позже.",
    },
    question: {
      title: "Больше не напоминать?",
      text: "Магазин {shop} больше не будет присылать вам напоминаний. Письма о ваших заказах будут приходить по-прежнему.",
    },
    unsubscribed: {
      title: "Напоминаний больше не будет",
      text: "Магазин {shop} будет писать вам только о ваших заказах.",
    },
    unknown: {
      title: "Ссылка неполная",
      text: "Пожалуйста, откройте её из письма ещё раз целиком.",
    },
    button: "Не присылать напоминаний",
    back: "В магазин",
  },
  pl: {
    paid: {
      title: "Zamówienie jest opłacone",
      text: "Nie ma już nic do zapłaty. Dziękujemy!",
    },
    under_way: {
      title: "Płatność jest sprawdzana",
      text: "Prosimy nie płacić ponownie. Napiszemy, gdy tylko płatność zostanie potwierdzona.",
    },
    closed: {
      title: "Ten link do płatności jest już nieaktywny",
      text: "Jeśli nadal chcesz opłacić zamówienie, napisz do sklepu z prośbą o nowy link.",
    },
    no_parcel: {
      title: "Nie ma jeszcze informacji o tej paczce",
      text: "Czasem przewoźnik pokazuje paczkę dopiero po jednym dniu. Zajrzyj tu ponownie później.",
    },
    question: {
      title: "Nie wysyłać więcej przypomnień?",
      text: "Sklep {shop} nie będzie już wysyłać przypomnień. Wiadomości o złożonych zamówieniach będą przychodzić nadal.",
    },
    unsubscribed: {
      title: "Nie będzie więcej przypomnień",
      text: "Sklep {shop} będzie pisać tylko w sprawie złożonych zamówień.",
    },
    unknown: {
      title: "Link jest niepełny",
      text: "Otwórz go jeszcze raz z wiadomości, w całości.",
    },
    button: "Nie wysyłaj przypomnień",
    back: "Do sklepu",
  },
  de: {
    paid: {
      title: "Ihre Bestellung ist bezahlt",
      text: "Es ist nichts mehr offen. Vielen Dank!",
    },
    under_way: {
      title: "Ihre Zahlung wird geprüft",
      text: "Bitte zahlen Sie nicht noch einmal. Wir schreiben Ihnen, sobald sie bestätigt ist.",
    },
    closed: {
      title: "Dieser Zahlungslink ist nicht mehr gültig",
      text: "Wenn Sie Ihre Bestellung noch bezahlen möchten, bitten Sie den Shop um einen neuen Link.",
    },
    no_parcel: {
      title: "Zu diesem Paket gibt es noch nichts Neues",
      text: "Manchmal zeigt der Zusteller ein Paket erst nach einem Tag an. Bitte schauen Sie später noch einmal nach.",
    },
    question: {
      title: "Keine Erinnerungen mehr?",
      text: "{shop} schickt Ihnen dann keine Erinnerungen mehr. Nachrichten zu Ihren Bestellungen erhalten Sie weiterhin.",
    },
    unsubscribed: {
      title: "Sie erhalten keine Erinnerungen mehr",
      text: "{shop} schreibt Ihnen nur noch zu Ihren Bestellungen.",
    },
    unknown: {
      title: "Dieser Link ist unvollständig",
      text: "Bitte öffnen Sie ihn noch einmal vollständig aus der E-Mail.",
    },
    button: "Keine Erinnerungen schicken",
    back: "Zum Shop",
  },
  fr: {
    paid: {
      title: "Votre commande est payée",
      text: "Il ne reste rien à payer. Merci !",
    },
    under_way: {
      title: "Votre paiement est en cours de vérification",
      text: "Merci de ne pas payer une seconde fois. Nous vous écrirons dès qu’il sera confirmé.",
    },
    closed: {
      title: "Ce lien de paiement n’est plus valable",
      text: "Si vous souhaitez toujours régler votre commande, demandez un nouveau lien à la boutique.",
    },
    no_parcel: {
      title: "Pas encore de nouvelles de ce colis",
      text: "Il faut parfois un jour au transporteur pour afficher un colis. Revenez un peu plus tard.",
    },
    question: {
      title: "Ne plus recevoir de rappels ?",
      text: "{shop} ne vous enverra plus de rappels. Vous recevrez toujours les messages concernant vos commandes.",
    },
    unsubscribed: {
      title: "Vous ne recevrez plus de rappels",
      text: "{shop} ne vous écrira plus qu’au sujet de vos commandes.",
    },
    unknown: {
      title: "Ce lien est incomplet",
      text: "Merci de l’ouvrir à nouveau, en entier, depuis le message.",
    },
    button: "Ne plus m’envoyer de rappels",
    back: "Vers la boutique",
  },
  es: {
    paid: {
      title: "Tu pedido está pagado",
      text: "No queda nada por pagar. ¡Gracias!",
    },
    under_way: {
      title: "Estamos comprobando tu pago",
      text: "Por favor, no pagues otra vez. Te escribiremos en cuanto se confirme.",
    },
    closed: {
      title: "Este enlace de pago ya no está disponible",
      text: "Si todavía quieres pagar tu pedido, escribe a la tienda y pide un enlace nuevo.",
    },
    no_parcel: {
      title: "Todavía no hay noticias de este paquete",
      text: "A veces el transportista tarda un día en mostrarlo. Vuelve a mirar más tarde.",
    },
    question: {
      title: "¿No quieres más recordatorios?",
      text: "{shop} dejará de enviarte recordatorios. Seguirás recibiendo los mensajes sobre tus pedidos.",
    },
    unsubscribed: {
      title: "No recibirás más recordatorios",
      text: "{shop} solo te escribirá sobre tus pedidos.",
    },
    unknown: {
      title: "Este enlace está incompleto",
      text: "Por favor, ábrelo de nuevo, entero, desde el mensaje.",
    },
    button: "No enviarme recordatorios",
    back: "A la tienda",
  },
}
