import type { LanguageWording } from "./words"

export const SPANISH: LanguageWording = {
  words: {
    subtotal: "Productos",
    discount: "Descuento",
    delivery: "Envío",
    insurance: "Entrega garantizada",
    total: "Total",
    tracking_number: "Número de seguimiento",
    track: "Seguir el envío",
    ship_to: "Dirección de entrega",
    because: "Recibes este correo por tu pedido en {shop}.",
    order_number: "Pedido {number}",
    unsubscribe: "No recibir más recordatorios",
    statuses: {
      pending: "Pendiente de pago",
      approved: "Pagado",
      declined: "Pago rechazado",
      cancelled: "Cancelado",
      call_center: "En manos de nuestro equipo",
      packed: "Preparado",
      shipped: "Enviado",
      reshipped: "Enviado de nuevo",
      delivered: "Entregado",
      refunded: "Reembolsado",
      chargeback: "Pago disputado",
      closed: "Cerrado",
    },
    methods: {
      credit_card: "Tarjeta",
      paypal: "PayPal",
      crypto: "Criptomoneda",
      echeck: "eCheck",
    },
  },
  greeting: "Hola, {{ customer.first_name }}:",
  closing: [
    '{% if shop.email %}¿Tienes alguna pregunta? Escríbenos a <a href="mailto:{{ shop.email }}">{{ shop.email }}</a> y te ayudaremos con mucho gusto.{% endif %}',
    "Un saludo cordial,<br>el equipo de {{ shop.name }}",
  ],
  letters: {
    pending: {
      subject: "Hemos recibido tu pedido {{ order.number }}",
      heading: "¡Gracias por tu pedido!",
      lines: [
        "Tu pedido del {{ order.date }} ya está con nosotros. Ahora esperamos la confirmación del pago y te escribiremos en cuanto llegue.",
        "{% if payment.url %}Si todavía no has pagado, puedes hacerlo aquí:{% endif %}",
      ],
      button: "Pagar ahora",
    },
    approved: {
      subject: "Hemos recibido tu pago: pedido {{ order.number }}",
      heading: "Tu pedido está pagado",
      lines: [
        "¡Gracias! Tu pago de {{ order.total }} se ha realizado correctamente y ya estamos preparando el envío de tu pedido.",
        "Te avisaremos en cuanto esté en camino.",
      ],
    },
    declined: {
      subject: "El pago del pedido {{ order.number }} no se ha completado",
      heading: "El pago no se ha completado",
      lines: [
        "Lamentablemente no se ha podido realizar el pago de {{ order.total }} de tu pedido. A menudo hay un motivo sencillo: un límite de la tarjeta, un error al escribir o una confirmación que tu banco esperaba.",
        "{% if payment.url %}Tu pedido sigue aquí. Puedes intentarlo de nuevo, también con otra tarjeta:{% else %}Tu pedido sigue aquí: escríbenos y encontraremos juntos una solución.{% endif %}",
      ],
      button: "Intentarlo de nuevo",
    },
    cancelled: {
      subject: "Tu pedido {{ order.number }} ha sido cancelado",
      heading: "Tu pedido ha sido cancelado",
      lines: [
        "Hemos cancelado tu pedido del {{ order.date }}. No tienes que hacer nada más.",
        "Si no era lo que querías, escríbenos: lo revisaremos con mucho gusto.",
      ],
    },
    packed: {
      subject: "Tu pedido {{ order.number }} está preparado",
      heading: "Preparado y listo para salir",
      lines: [
        "Tu pedido está embalado y en manos de la empresa de transporte. Saldrá muy pronto{% if tracking.size == 0 %}, y entonces te enviaremos el número de seguimiento{% endif %}.",
      ],
    },
    shipped: {
      subject: "Tu pedido {{ order.number }} está en camino",
      heading: "Tu pedido está en camino",
      lines: [
        "Buenas noticias: tu paquete ya ha salido. {% if tracking.size > 0 %}Puedes seguirlo aquí:{% else %}Esperamos que lo disfrutes muy pronto.{% endif %}",
      ],
      after: [
        "{% if tracking.size > 0 %}La primera información del transportista puede tardar uno o dos días en aparecer.{% endif %}",
      ],
    },
    reshipped: {
      subject: "Hemos enviado de nuevo tu pedido {{ order.number }}",
      heading: "Un nuevo paquete está en camino",
      lines: [
        "Sentimos que tu primer paquete no llegara. Hemos enviado tu pedido otra vez, sin ningún coste para ti. {% if tracking.size > 0 %}Puedes seguirlo aquí:{% endif %}",
      ],
    },
    delivered: {
      subject: "Tu pedido {{ order.number }} ha llegado",
      heading: "Tu paquete ha llegado",
      lines: [
        "Tu pedido ha sido entregado. ¡Esperamos que lo disfrutes!",
        "¿Falta algo o no encuentras el paquete? Dínoslo y lo resolveremos.",
      ],
    },
    refunded: {
      subject: "Hemos reembolsado tu pedido {{ order.number }}",
      heading: "Tu dinero está de vuelta",
      lines: [
        "Te hemos reembolsado {% if refund.amount %}{{ refund.amount }}{% else %}tu pago{% endif %}{% if payment.card %} ({{ payment.card }}){% else %} ({{ payment.method }}){% endif %}.",
        "Según tu banco, pueden pasar unos días laborables hasta que lo veas en tu cuenta.",
      ],
    },
    chargeback: {
      subject: "Sobre el pago de tu pedido {{ order.number }}",
      heading: "Tu pago ha sido disputado",
      lines: [
        "Tu banco nos ha comunicado que el pago de {{ order.total }} de tu pedido ha sido disputado y ha retirado el importe.",
        "Quizá se trate de un malentendido: el nombre que aparece en tu extracto puede ser distinto del de nuestra tienda. Escríbenos, por favor, para que podamos aclararlo juntos.",
      ],
    },
    closed: {
      subject: "Tu pedido {{ order.number }} ha sido cerrado",
      heading: "Hemos cerrado tu pedido",
      lines: [
        "El pago de tu pedido del {{ order.date }} no se completó y no pudimos ponernos en contacto contigo. Por eso hemos cerrado el pedido; no tienes que pagar nada.",
        "Puedes volver a hacer un pedido cuando quieras.",
      ],
      button: "Ir a la tienda",
    },
    payment_link: {
      subject: "Paga tu pedido {{ order.number }}",
      heading: "Aquí tienes tu enlace de pago",
      lines: [
        "Con este enlace puedes pagar {{ order.total }} por tu pedido, de forma segura y en pocos pasos:",
      ],
      button: "Pagar ahora",
      after: ["En cuanto llegue tu pago, prepararemos el envío de tu pedido."],
    },
    payment_reminder: {
      subject: "Tu pedido {{ order.number }} te espera",
      heading: "Tu pedido te espera",
      lines: [
        "Hiciste un pedido el {{ order.date }}, pero el pago de {{ order.total }} sigue pendiente. Tu pedido sigue aquí.",
        "{% if payment.url %}Puedes pagar aquí en pocos pasos:{% else %}Escríbenos y te enviaremos un enlace de pago.{% endif %}",
      ],
      button: "Pagar ahora",
      after: ["¿Ya has pagado? Entonces no hagas caso de este correo."],
    },
    refill_reminder: {
      subject: "¿Es hora de un nuevo pedido en {{ shop.name }}?",
      heading: "¿Se te está acabando?",
      lines: [
        "Nos pediste que te lo recordáramos{% if refill.period_days %} después de {{ refill.period_days }} días{% endif %}. Esto es lo que pediste la última vez:",
      ],
      button: "Volver a pedir",
    },
  },
}
