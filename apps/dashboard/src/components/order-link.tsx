import { Link } from '@tanstack/react-router';

/** An order's id, which leads to its story. */
export function OrderLink({ orderId }: { orderId: string }) {
  return (
    <Link to="/purchases/$orderId" params={{ orderId }}>
      <bdi>{orderId}</bdi>
    </Link>
  );
}
