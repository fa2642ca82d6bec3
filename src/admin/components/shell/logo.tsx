type LogoProps = { className?: string }

/** The mark of T3 CRM; its name stands beside it, so it is not read aloud. */
export const Logo = ({ className }: LogoProps) => (
  <svg viewBox="0 0 48 48" aria-hidden="true" className={className}>
    <rect width="48" height="48" rx="12" fill="#047857" />
    <path d="M10 15h15v4.6h-5.1V34h-4.8V19.6H10z" fill="#fff" />
    <path
      d="M26.6 15H38v3.9l-4.4 4.4c3 .6 5 2.7 5 5.5 0 3.5-2.8 5.8-6.7 5.8-2.4 0-4.6-.8-6.1-2.2l2.3-3.5c1 .9 2.2 1.4 3.4 1.4 1.4 0 2.3-.6 2.3-1.7s-1-1.7-2.8-1.7h-1.9v-3.4l3.3-4.1h-5.8z"
      fill="#fff"
    />
  </svg>
)
