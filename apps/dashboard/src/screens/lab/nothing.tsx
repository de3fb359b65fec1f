/** In place of a picture that would be empty. */
export function Nothing({ title, text }: { title: string; text: string }) {
  return (
    <>
      <h3 className="empty-title">{title}</h3>
      <p className="quiet">{text}</p>
    </>
  );
}
