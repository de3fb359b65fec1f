import { Link } from '@tanstack/react-router';
import { purchaseRead, purchaseStoryRead } from '../api/purchase';
import { useReadAhead } from '../api/queries';

/** An order's id, which leads to its story; that is asked for when the button goes down, before it is let go. */
export function OrderLink({ orderId }: { orderId: string }) {
  const readAhead = useReadAhead();
  const press = () => {
    readAhead(purchaseRead(orderId));
    readAhead(purchaseStoryRead(orderId));
  };
  return (
    <Link to="/purchases/$orderId" params={{ orderId }} onPointerDown={press}>
      <bdi>{orderId}</bdi>
    </Link>
  );
}
