import { TOUCHPOINT_SOURCES, type TouchpointSource } from '../../../libs/kernel/policy';
import { ShownAs, ShownOneOf, ShownText } from '../openapi/shown';
import { IdentifierShown } from './identifier';

/** From where somebody came, whoever said so. */
export class VisitWordsShown {
  @ShownOneOf(TOUCHPOINT_SOURCES)
  source: TouchpointSource;

  @ShownText({ nullable: true })
  channel: string | null;

  @ShownText({ nullable: true })
  campaign: string | null;

  @ShownAs(() => IdentifierShown, { nullable: true })
  referrer: IdentifierShown | null;

  @ShownText({ nullable: true })
  url: string | null;
}
