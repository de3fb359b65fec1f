import { Link } from '@tanstack/react-router';
import { Empty } from '../components/empty';
import { Page } from '../components/page';
import { SHELL } from '../texts/shell';

export function NotFound() {
  const { title, text, back } = SHELL.notFound;
  return (
    <Page title={title}>
      <Empty title={text}>
        <Link to="/purchases">{back}</Link>
      </Empty>
    </Page>
  );
}
