import regular from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff2?url'
import strong from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-600-normal.woff2?url'
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Links, Meta, Outlet, Scripts, useRouteError, useRouteLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { KindPage } from './frame/kind-later.tsx'
import { useNonce } from './frame/nonce.ts'
import { failedFrom } from './frame/failed.ts'
import { ScrollPlace } from './frame/scroll-place.tsx'
import { themeIn, useTheme } from './frame/theme.ts'
import { titled } from './frame/title.ts'
import { directionOf } from './i18n.ts'
import './styles/app.css'

export const links: LinksFunction = () => [
  { rel: 'icon', href: '/portico.svg', type: 'image/svg+xml' },
  ...[regular, strong].map((href) => ({
    rel: 'preload',
    as: 'font',
    type: 'font/woff2',
    href,
    crossOrigin: 'anonymous' as const,
  })),
]

export const meta: MetaFunction = ({ error }) => titled(error ? 'kind.page' : null)

export function loader({ request }: LoaderFunctionArgs) {
  return { theme: themeIn(request.headers.get('Cookie')) }
}

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce()
  const { i18n } = useTranslation()
  const theme = useTheme(useRouteLoaderData<typeof loader>('root')?.theme)
  return (
    <html lang={i18n.language} dir={directionOf(i18n.language)} data-theme={theme}>
      <head>
        <meta charSet="utf-8" />
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"
        />
        <meta name="color-scheme" content={theme ?? 'light dark'} />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollPlace nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  )
}

export default function App() {
  return <Outlet />
}

export function ErrorBoundary() {
  return <KindPage failed={failedFrom(useRouteError())} />
}
