import { useEffect, useRef, useState } from 'react';
import { decimalText, exponentOf } from '../../../../../libs/kernel/money';
import { apiOf, bodyOf, type Shown } from '../../api/client';
import { useMerchantId } from '../../api/merchant';
import { Problem } from '../../components/problem';
import { MONEY } from '../../texts/money';
import { csvLine } from './csv';

const TEXTS = MONEY.csv;
const PAGE_ROWS = 500;
const PAGES_MAX = 100;

const HEADER = [
  'rewardId',
  'amount',
  'currency',
  'recipientType',
  'recipient',
  'role',
  'orderId',
  'campaignId',
  'grantedAt',
  'availableAt',
];

/** Makes a file of every reward that can be paid now, from the pages of the API. */
export function DueCsv() {
  const merchantId = useMerchantId();
  const [rows, setRows] = useState<number | null>(null);
  const [said, setSaid] = useState('');
  const [error, setError] = useState<Error | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const make = async () => {
    const { signal } = (running.current = new AbortController());
    const lines = [csvLine(HEADER)];
    let cursor: string | undefined;
    let hasMore = true;
    setError(null);
    setSaid('');
    setRows(0);
    try {
      for (let page = 0; page < PAGES_MAX && hasMore; page++) {
        const query = { state: 'available' as const, limit: PAGE_ROWS, cursor };
        const { items, nextCursor } = await bodyOf(apiOf(merchantId).GET('/v1/rewards', { params: { query }, signal }));
        lines.push(...items.map(lineOf));
        setRows(lines.length - 1);
        hasMore = nextCursor !== null;
        cursor = nextCursor ?? undefined;
      }
      save(lines);
      setSaid(hasMore ? TEXTS.cut(lines.length - 1) : TEXTS.done(lines.length - 1));
    } catch (failed) {
      if (!signal.aborted) setError(failed as Error);
    } finally {
      running.current = null;
      if (!signal.aborted) setRows(null);
    }
  };
  const cancel = () => {
    running.current?.abort();
    setRows(null);
  };
  return (
    <>
      <span className="hint" role="status">
        {rows === null ? said : TEXTS.reading(rows)}
      </span>
      {rows === null ? (
        <button type="button" className="button" onClick={() => void make()}>
          {TEXTS.make}
        </button>
      ) : (
        <button type="button" className="button" onClick={cancel}>
          {TEXTS.cancel}
        </button>
      )}
      {error !== null && <Problem error={error} />}
    </>
  );
}

function lineOf(reward: Shown['RewardShown']): string {
  const { rewardId, amount, currency, recipient, role, orderId, campaignId, grantedAt, availableAt } = reward;
  const decimal = decimalText(amount, exponentOf(currency) ?? 2);
  const who = [recipient.type, recipient.value] as const;
  return csvLine([rewardId, decimal, currency, ...who, role, orderId, campaignId, grantedAt, availableAt]);
}

function save(lines: string[]): void {
  // Spreadsheets take a file for UTF-8 when it begins with this mark.
  const url = URL.createObjectURL(new Blob(['\uFEFF', ...lines], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = TEXTS.file;
  link.click();
  URL.revokeObjectURL(url);
}
