import { useEffect } from 'react'

/**
 * Once the page has come to life, the data it was written from is in the page's own keeping, which drops what somebody loses sight of [F2].
 * The copies in the document's scripts would outlive that: they are emptied.
 */
export function ForgetSent() {
  useEffect(() => {
    Object.assign(window.__remixContext.state, { loaderData: {}, actionData: null })
    for (const script of document.querySelectorAll('script:not([src])'))
      if (script.textContent.includes('__remixContext')) script.textContent = ''
  }, [])
  return null
}
