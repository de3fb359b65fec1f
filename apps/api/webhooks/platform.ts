import { type Platform, PLATFORMS } from '../../../libs/kernel/facts';
import { Problem } from '../http/problem';

/** @throws Problem NOT_FOUND when there is no such platform: then there is no such path */
export function platformOf(text: string): Platform {
  const platform = PLATFORMS.find((known) => known === text);
  if (platform === undefined) throw new Problem('NOT_FOUND', `The platforms are ${PLATFORMS.join(', ')}.`);
  return platform;
}
