import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { DoorReply } from '#core/rpc/host-door.ts';

/** The value of a reply; its error is thrown as the `WorkbenchError` that it was on the other side. */
export function unwrap<Value>(reply: DoorReply<Value>): Value {
  if (reply.ok) return reply.value;
  throw WorkbenchError.fromData(reply.error);
}
