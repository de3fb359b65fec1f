import { useMerchantId } from '../../api/merchant';
import { useRead } from '../../api/queries';
import { CopyButton, curlOf } from '../../components/copy-button';
import { Loading } from '../../components/loading';
import { Page } from '../../components/page';
import { Problem } from '../../components/problem';
import { CONNECTION } from '../../texts/connection';
import './connection.css';
import { Findings } from './findings';
import { Install } from './install';
import { Joined } from './joined';
import { Parts } from './parts';

/** Somebody changes the shop beside it, and waits for what this page says. */
const AGAIN_MS = 3_000;

export function ConnectionScreen() {
  const merchantId = useMerchantId();
  const { data, error, refetch } = useRead(['connection'], (api, signal) => api.GET('/v1/connection', { signal }), {
    everyMs: AGAIN_MS,
  });
  return (
    <Page title={CONNECTION.title} actions={<CopyButton text={curlOf('/v1/connection')}>{CONNECTION.curl}</CopyButton>}>
      <p className="quiet">{CONNECTION.lead}</p>
      {data !== undefined ? (
        <>
          <Findings key={merchantId} findings={data.findings} />
          <Joined {...data.joined} />
          <Parts parts={data.parts} />
        </>
      ) : error === null ? (
        <Loading />
      ) : (
        <Problem error={error} again={() => void refetch()} />
      )}
      {/* Not before what stands above it, which would push it away. */}
      {(data !== undefined || error !== null) && <Install key={merchantId} />}
    </Page>
  );
}
