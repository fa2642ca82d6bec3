import type { LanguageWording } from "./words"

export const FRENCH: LanguageWording = {
  words: {
    subtotal: "Articles",
    discount: "Remise",
    delivery: "Livraison",
    insurance: "Livraison garantie",
    total: "Total",
    tracking_number: "Numéro de suivi",
    track: "Suivre le colis",
    ship_to: "Adresse de livraison",
    because: "Vous recevez cet e-mail à la suite de votre commande chez {shop}.",
    order_number: "Commande {number}",
    unsubscribe: "Ne plus recevoir ces rappels",
    statuses: {
      pending: "En attente de paiement",
      approved: "Payée",
      declined: "Paiement refusé",
      cancelled: "Annulée",
      call_center: "Suivie par notre équipe",
      packed: "Emballée",
      shipped: "Expédiée",
      reshipped: "Réexpédiée",
      delivered: "Livrée",
      refunded: "Remboursée",
      chargeback: "Paiement contesté",
      closed: "Clôturée",
    },
    methods: {
      credit_card: "Carte bancaire",
      paypal: "PayPal",
      crypto: "Cryptomonnaie",
      echeck: "eCheck",
    },
  },
  greeting: "Bonjour {{ customer.first_name }},",
  closing: [
    '{% if shop.email %}Une question ? Écrivez-nous à <a href="mailto:{{ shop.email }}">{{ shop.email }}</a>, nous serons ravis de vous aider.{% endif %}',
    "À bientôt,<br>l’équipe {{ shop.name }}",
  ],
  letters: {
    pending: {
      subject: "Nous avons bien reçu votre commande {{ order.number }}",
      heading: "Merci pour votre commande !",
      lines: [
        "Votre commande du {{ order.date }} nous est bien parvenue. Nous attendons maintenant la confirmation du paiement et vous écrirons dès que nous l’aurons reçue.",
        "{% if payment.url %}Si vous n’avez pas encore payé, vous pouvez le faire ici :{% endif %}",
      ],
      button: "Payer maintenant",
    },
    approved: {
      subject: "Paiement reçu : commande {{ order.number }}",
      heading: "Votre commande est payée",
      lines: [
        "Merci ! Votre paiement de {{ order.total }} a bien été accepté et nous préparons déjà l’expédition de votre commande.",
        "Nous vous préviendrons dès qu’elle sera en route.",
      ],
    },
    declined: {
      subject: "Le paiement de la commande {{ order.number }} n’a pas abouti",
      heading: "Votre paiement n’a pas abouti",
      lines: [
        "Malheureusement, le paiement de {{ order.total }} pour votre commande n’a pas pu être effectué. La raison est souvent simple : un plafond de carte, une faute de frappe ou une confirmation attendue par votre banque.",
        "{% if payment.url %}Votre commande vous attend toujours. Vous pouvez réessayer, aussi avec une autre carte :{% else %}Votre commande vous attend toujours : écrivez-nous et nous trouverons une solution ensemble.{% endif %}",
      ],
      button: "Réessayer",
    },
    cancelled: {
      subject: "Votre commande {{ order.number }} est annulée",
      heading: "Votre commande est annulée",
      lines: [
        "Nous avons annulé votre commande du {{ order.date }}. Vous n’avez rien d’autre à faire.",
        "Si ce n’était pas votre souhait, écrivez-nous : nous examinerons cela avec plaisir.",
      ],
    },
    packed: {
      subject: "Votre commande {{ order.number }} est emballée",
      heading: "Emballée et prête à partir",
      lines: [
        "Votre commande est emballée et confiée au transporteur. Elle partira très bientôt{% if tracking.size == 0 %} ; vous recevrez alors son numéro de suivi{% endif %}.",
      ],
    },
    shipped: {
      subject: "Votre commande {{ order.number }} est en route",
      heading: "Votre commande est en route",
      lines: [
        "Bonne nouvelle : votre colis est parti. {% if tracking.size > 0 %}Vous pouvez le suivre ici :{% else %}Nous espérons que vous en profiterez très bientôt.{% endif %}",
      ],
      after: [
        "{% if tracking.size > 0 %}Les premières informations du transporteur peuvent mettre un jour ou deux à s’afficher.{% endif %}",
      ],
    },
    reshipped: {
      subject: "Nous avons renvoyé votre commande {{ order.number }}",
      heading: "Un nouveau colis est en route",
      lines: [
        "Nous sommes désolés que votre premier colis ne soit pas arrivé. Nous avons renvoyé votre commande, sans frais pour vous. {% if tracking.size > 0 %}Vous pouvez suivre le colis ici :{% endif %}",
      ],
    },
    delivered: {
      subject: "Votre commande {{ order.number }} est arrivée",
      heading: "Votre colis est arrivé",
      lines: [
        "Votre commande a été livrée. Nous espérons qu’elle vous plaira !",
        "Il manque quelque chose ou vous ne trouvez pas le colis ? Dites-le-nous et nous nous en occuperons.",
      ],
    },
    refunded: {
      subject: "Nous avons remboursé votre commande {{ order.number }}",
      heading: "Votre remboursement est en route",
      lines: [
        "Nous vous avons remboursé {% if refund.amount %}{{ refund.amount }}{% else %}votre paiement{% endif %}{% if payment.card %} ({{ payment.card }}){% else %} ({{ payment.method }}){% endif %}.",
        "Selon votre banque, quelques jours ouvrés peuvent s’écouler avant que la somme apparaisse sur votre compte.",
      ],
    },
    chargeback: {
      subject: "Au sujet du paiement de votre commande {{ order.number }}",
      heading: "Votre paiement a été contesté",
      lines: [
        "Votre banque nous a informés que le paiement de {{ order.total }} pour votre commande a été contesté et a repris cette somme.",
        "Il s’agit peut-être d’un malentendu : le nom figurant sur votre relevé peut différer de celui de notre boutique. Écrivez-nous, nous éclaircirons cela ensemble.",
      ],
    },
    closed: {
      subject: "Votre commande {{ order.number }} est clôturée",
      heading: "Nous avons clôturé votre commande",
      lines: [
        "Le paiement de votre commande du {{ order.date }} n’a pas abouti et nous n’avons pas réussi à vous joindre. Nous avons donc clôturé la commande ; vous n’avez rien à payer.",
        "Vous pouvez bien sûr commander à nouveau quand vous le souhaitez.",
      ],
      button: "Aller à la boutique",
    },
    payment_link: {
      subject: "Payer votre commande {{ order.number }}",
      heading: "Voici votre lien de paiement",
      lines: [
        "Avec ce lien, vous pouvez payer {{ order.total }} pour votre commande, en toute sécurité et en quelques étapes :",
      ],
      button: "Payer maintenant",
      after: ["Dès réception de votre paiement, nous préparerons l’expédition de votre commande."],
    },
    payment_reminder: {
      subject: "Votre commande {{ order.number }} vous attend",
      heading: "Votre commande vous attend",
      lines: [
        "Vous avez commandé chez nous le {{ order.date }}, mais le paiement de {{ order.total }} ne nous est pas encore parvenu. Votre commande vous attend toujours.",
        "{% if payment.url %}Vous pouvez payer ici en quelques étapes :{% else %}Écrivez-nous et nous vous enverrons un lien de paiement.{% endif %}",
      ],
      button: "Payer maintenant",
      after: ["Vous avez payé entre-temps ? Alors ne tenez pas compte de cet e-mail."],
    },
    refill_reminder: {
      subject: "L’heure d’une nouvelle commande chez {{ shop.name }} ?",
      heading: "Bientôt à court ?",
      lines: [
        "Vous nous avez demandé de vous le rappeler{% if refill.period_days %} après {{ refill.period_days }} jours{% endif %}. Voici ce que vous aviez commandé la dernière fois :",
      ],
      button: "Commander à nouveau",
    },
  },
}
