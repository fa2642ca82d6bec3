import type { LanguageWording } from "./words"

export const ENGLISH: LanguageWording = {
  words: {
    subtotal: "Products",
    discount: "Discount",
    delivery: "Delivery",
    insurance: "Guaranteed delivery",
    total: "Total",
    tracking_number: "Tracking number",
    track: "Track your parcel",
    ship_to: "Delivery address",
    because: "You are receiving this e-mail because of your order at {shop}.",
    order_number: "Order {number}",
    unsubscribe: "Stop these reminders",
    statuses: {
      pending: "Waiting for payment",
      approved: "Paid",
      declined: "Payment declined",
      cancelled: "Cancelled",
      call_center: "In our team's hands",
      packed: "Packed",
      shipped: "Shipped",
      reshipped: "Shipped again",
      delivered: "Delivered",
      refunded: "Refunded",
      chargeback: "Payment disputed",
      closed: "Closed",
    },
    methods: {
      credit_card: "Credit card",
      paypal: "PayPal",
      crypto: "Cryptocurrency",
      echeck: "eCheck",
    },
  },
  greeting: "Hello {{ customer.first_name }},",
  closing: [
    '{% if shop.email %}Any questions? Write to us at <a href="mailto:{{ shop.email }}">{{ shop.email }}</a>, we are happy to help.{% endif %}',
    "Best wishes,<br>your {{ shop.name }} team",
  ],
  letters: {
    pending: {
      subject: "We have received your order {{ order.number }}",
      heading: "Thank you for your order!",
      lines: [
        "Your order of {{ order.date }} has reached us. We are now waiting for the payment to be confirmed and will write to you as soon as it is.",
        "{% if payment.url %}If you have not paid yet, you can do so here:{% endif %}",
      ],
      button: "Pay now",
    },
    approved: {
      subject: "Your payment has arrived: order {{ order.number }}",
      heading: "Your order is paid",
      lines: [
        "Thank you! Your payment of {{ order.total }} has gone through, and we are already preparing your order for dispatch.",
        "We will let you know when it is on its way.",
      ],
    },
    declined: {
      subject: "The payment for order {{ order.number }} did not go through",
      heading: "Your payment did not go through",
      lines: [
        "Unfortunately the payment of {{ order.total }} for your order could not be completed. There is often a simple reason: a card limit, a typing error, or a confirmation that your bank was waiting for.",
        "{% if payment.url %}Your order is still here for you. You can try again, also with another card:{% else %}Your order is still here for you: write to us and we will find a way together.{% endif %}",
      ],
      button: "Try again",
    },
    cancelled: {
      subject: "Your order {{ order.number }} has been cancelled",
      heading: "Your order has been cancelled",
      lines: [
        "We have cancelled your order of {{ order.date }}. There is nothing more for you to do.",
        "If you did not ask for this, please write to us: we will gladly look into it.",
      ],
    },
    packed: {
      subject: "Your order {{ order.number }} is packed",
      heading: "Packed and ready to go",
      lines: [
        "Your order is packed and has been handed to the delivery service. It will set off shortly{% if tracking.size == 0 %}; you will get the tracking number as soon as it does{% endif %}.",
      ],
    },
    shipped: {
      subject: "Your order {{ order.number }} is on its way",
      heading: "Your order is on its way",
      lines: [
        "Good news: your parcel has been sent. {% if tracking.size > 0 %}You can follow it here:{% else %}We hope you enjoy it very soon.{% endif %}",
      ],
      after: [
        "{% if tracking.size > 0 %}It can take a day or two until the carrier shows the first news.{% endif %}",
      ],
    },
    reshipped: {
      subject: "We have sent your order {{ order.number }} again",
      heading: "A new parcel is on its way",
      lines: [
        "We are sorry that your first parcel did not reach you. We have sent your order again, at no cost to you. {% if tracking.size > 0 %}You can follow it here:{% endif %}",
      ],
    },
    delivered: {
      subject: "Your order {{ order.number }} has arrived",
      heading: "Your parcel has arrived",
      lines: [
        "Your order has been delivered. We hope you enjoy it!",
        "Is something missing, or can you not find the parcel? Please tell us, and we will sort it out.",
      ],
    },
    refunded: {
      subject: "We have refunded your order {{ order.number }}",
      heading: "Your money is on its way back",
      lines: [
        "We have refunded {% if refund.amount %}{{ refund.amount }}{% else %}your payment{% endif %} to you{% if payment.card %} ({{ payment.card }}){% else %} ({{ payment.method }}){% endif %}.",
        "Depending on your bank, it can take a few working days until you see it on your account.",
      ],
    },
    chargeback: {
      subject: "About the payment for your order {{ order.number }}",
      heading: "Your payment has been disputed",
      lines: [
        "Your bank has told us that the payment of {{ order.total }} for your order was disputed, and has taken the amount back.",
        "Perhaps this is a misunderstanding: the name on your statement can differ from the name of our shop. Please write to us, so that we can clear it up together.",
      ],
    },
    closed: {
      subject: "Your order {{ order.number }} has been closed",
      heading: "We have closed your order",
      lines: [
        "The payment for your order of {{ order.date }} did not go through, and we could not reach you. We have therefore closed the order; there is nothing for you to pay.",
        "You are welcome to order again at any time.",
      ],
      button: "Go to the shop",
    },
    payment_link: {
      subject: "Pay for your order {{ order.number }}",
      heading: "Here is your payment link",
      lines: [
        "With this link you can pay {{ order.total }} for your order, safely and in a few steps:",
      ],
      button: "Pay now",
      after: ["As soon as your payment has arrived, we will prepare your order for dispatch."],
    },
    payment_reminder: {
      subject: "Your order {{ order.number }} is waiting for you",
      heading: "Your order is waiting",
      lines: [
        "You ordered from us on {{ order.date }}, but the payment of {{ order.total }} is still open. Your order is still here for you.",
        "{% if payment.url %}You can pay here in a few steps:{% else %}Write to us, and we will send you a link to pay.{% endif %}",
      ],
      button: "Pay now",
      after: ["Have you paid in the meantime? Then please forget this e-mail."],
    },
    refill_reminder: {
      subject: "Time for a new order from {{ shop.name }}?",
      heading: "Running low?",
      lines: [
        "You asked us to remind you{% if refill.period_days %} after {{ refill.period_days }} days{% endif %}. This is what you ordered last time:",
      ],
      button: "Order again",
    },
  },
}
