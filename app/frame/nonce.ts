import { createContext, useContext } from 'react'

/** The nonce of this response's security policy; empty in the browser, which hides it from scripts anyway. */
export const NonceContext = createContext('')

/** The nonce that every script of the page must carry. */
export const useNonce = () => useContext(NonceContext)
