/** Whose it is that comes from below on a phone, over what it is about; beside its button, on a wide page, that is in sight. */
export const PopupHead = ({ name, about }: { name: string; about?: string | undefined }) => (
  <div className="px-3 pt-2 pb-1 md:hidden">
    <bdi className="block font-medium wrap-anywhere">{name}</bdi>
    {about && <span className="block text-small text-faint">{about}</span>}
  </div>
)
