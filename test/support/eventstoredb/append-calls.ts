/** The two calls that append: one call for one append, or one open call for many of them. */
import type { handleBidiStreamingCall, handleClientStreamingCall } from '@grpc/grpc-js';
import { Code } from '@eventstore/db-client/generated/code_pb';
import {
  AllStreamPosition,
  MaximumAppendSizeExceeded,
  WrongExpectedVersion,
} from '@eventstore/db-client/generated/shared_pb';
import { Status } from '@eventstore/db-client/generated/status_pb';
import { AppendReq, AppendResp, BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { Any } from 'google-protobuf/google/protobuf/any_pb';
import { Empty as GoogleEmpty } from 'google-protobuf/google/protobuf/empty_pb';
import { APPEND_BYTES_MAX, type Appended, type Expected, type ProposedEvent } from './event-store';
import { expectedOf, expectedOfBatch, identifierOf, nothing, proposedEvent, streamName, tooLarge } from './wire';

/** Null: there is nobody to answer to any more. */
export type Append = (stream: string, expected: Expected, events: readonly ProposedEvent[]) => Promise<Appended | null>;

export function appendCall(append: Append): handleClientStreamingCall<AppendReq, AppendResp> {
  return (call, answer) => {
    let options: AppendReq.Options | undefined;
    const events: ProposedEvent[] = [];
    call.on('data', (message: AppendReq) => {
      if (message.hasOptions()) options = message.getOptions();
      else events.push(proposedEvent(message.getProposedMessage()!));
    });
    call.on('error', () => undefined);
    call.on('end', () => {
      if (options === undefined) return;
      const expected = expectedOf(options);
      void append(streamName(options.getStreamIdentifier()), expected, events).then((appended) => {
        if (appended?.kind === 'too-large') answer(tooLarge());
        else if (appended !== null) answer(null, answerTo(appended, expected));
      });
    });
  };
}

function answerTo(appended: Exclude<Appended, { kind: 'too-large' }>, expected: Expected): AppendResp {
  if (appended.kind !== 'wrong') {
    const success = new AppendResp.Success();
    if (appended.revision < 0) success.setNoStream(nothing());
    else success.setCurrentRevision(String(appended.revision));
    if (appended.position === null) return new AppendResp().setSuccess(success.setNoPosition(nothing()));
    const position = new AppendResp.Position().setCommitPosition(String(appended.position));
    return new AppendResp().setSuccess(success.setPosition(position.setPreparePosition(String(appended.position))));
  }
  const wrong = new AppendResp.WrongExpectedVersion();
  if (appended.current < 0) wrong.setCurrentNoStream(nothing());
  else wrong.setCurrentRevision(String(appended.current));
  if (expected === 'any') wrong.setExpectedAny(nothing());
  else if (expected === 'no_stream') wrong.setExpectedNoStream(nothing());
  else if (expected === 'stream_exists') wrong.setExpectedStreamExists(nothing());
  else wrong.setExpectedRevision(String(expected));
  return new AppendResp().setWrongExpectedVersion(wrong);
}

export function batchAppendCall(append: Append): handleBidiStreamingCall<BatchAppendReq, BatchAppendResp> {
  return (call) => {
    const open = new Map<string, { options: BatchAppendReq.Options; events: ProposedEvent[] }>();
    call.on('error', () => undefined);
    call.on('end', () => call.end());
    call.on('data', (message: BatchAppendReq) => {
      const correlation = message.getCorrelationId()!;
      const key = Buffer.from(correlation.serializeBinary()).toString('hex');
      const options = message.getOptions();
      if (options !== undefined) open.set(key, { options, events: [] });
      const part = open.get(key)!;
      part.events.push(...message.getProposedMessagesList().map(proposedEvent));
      if (!message.getIsFinal()) return;
      open.delete(key);
      const stream = streamName(part.options.getStreamIdentifier());
      void append(stream, expectedOfBatch(part.options), part.events).then((appended) => {
        if (appended === null) return;
        const response = new BatchAppendResp().setCorrelationId(correlation).setStreamIdentifier(identifierOf(stream));
        call.write(answered(response, appended));
      });
    });
  };
}

function answered(response: BatchAppendResp, appended: Appended): BatchAppendResp {
  if (appended.kind === 'wrong') {
    const wrong = new WrongExpectedVersion();
    if (appended.current < 0) wrong.setCurrentNoStream(new GoogleEmpty());
    else wrong.setCurrentStreamRevision(String(appended.current));
    return response.setError(statusOf(Code.FAILED_PRECONDITION, wrong.serializeBinary(), 'WrongExpectedVersion'));
  }
  if (appended.kind === 'too-large') {
    const details = new MaximumAppendSizeExceeded().setMaxappendsize(APPEND_BYTES_MAX).serializeBinary();
    return response.setError(statusOf(Code.INVALID_ARGUMENT, details, 'MaximumAppendSizeExceeded'));
  }
  const success = new BatchAppendResp.Success().setCurrentRevision(String(appended.revision));
  if (appended.position === null) return response.setSuccess(success.setNoPosition(new GoogleEmpty()));
  const position = new AllStreamPosition().setCommitPosition(String(appended.position));
  return response.setSuccess(success.setPosition(position.setPreparePosition(String(appended.position))));
}

function statusOf(code: Code, details: Uint8Array, type: string): Status {
  const any = new Any();
  any.pack(details, `event_store.client.${type}`);
  return new Status().setCode(code).setMessage(type).setDetails(any);
}
