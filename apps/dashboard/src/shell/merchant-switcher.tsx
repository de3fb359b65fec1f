import { useNavigate } from '@tanstack/react-router';
import { MERCHANTS_MAX, useMerchantId, useMerchants } from '../api/merchant';
import { SHELL } from '../texts/shell';

/** Another merchant has other purchases, so the screen begins anew. */
export function MerchantSwitcher() {
  const merchantId = useMerchantId();
  const { data } = useMerchants(true);
  const navigate = useNavigate();
  const merchants = data?.items ?? [];
  const isListed = merchants.some((merchant) => merchant.merchantId === merchantId);
  return (
    <label className="tool">
      <span className="tool-label">{SHELL.merchant}</span>
      <select
        value={merchantId ?? ''}
        onChange={({ target }) => void navigate({ to: '/purchases', search: { merchant: target.value } })}
      >
        {!isListed && <option value={merchantId ?? ''}>{merchantId ?? ''}</option>}
        {merchants.map(({ merchantId: id, name }) => (
          <option key={id} value={id}>
            {name === id ? id : `${name} (${id})`}
          </option>
        ))}
      </select>
      {(data?.nextCursor ?? null) !== null && <span className="hint">{SHELL.moreMerchants(MERCHANTS_MAX)}</span>}
    </label>
  );
}
