import { useTranslation } from 'react-i18next'
import type { ExternalAction } from '#server/access/catalogue.ts'

/** What a row of the matrix is called, and every other name its object is known by: for reading and for finding. */
export function useMatrixWords(): (action: ExternalAction) => {
  object: string
  also: string
  verb: string
  all: string
} {
  const { t } = useTranslation('settings')
  return (action) => {
    const [object = '', verb = ''] = action.split('.')
    const words = {
      object: t(`matrix.object.${object as 'task'}`),
      also: t(`matrix.also.${object as 'task'}`),
      verb: t(`matrix.verb.${verb as 'view'}`),
    }
    return { ...words, all: `${words.object} ${words.also} ${words.verb}` }
  }
}
