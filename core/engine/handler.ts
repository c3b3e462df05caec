import type { AnswerOf, RequestName, RequestOf, RequestOptions } from '#core/rpc/requests.ts';
import type { Session } from './session.ts';

/** How one request is answered. */
export type Handler<Name extends RequestName> = (
  session: Session,
  request: RequestOf<Name>,
  options: RequestOptions,
) => AnswerOf<Name> | Promise<AnswerOf<Name>>;

/** Handlers of some requests: each area of the engine gives one of these. */
export type Handlers<Name extends RequestName> = { readonly [Key in Name]: Handler<Key> };
