import { partitionOf } from '../../libs/intake/partition';
import { explainPurchase, type PurchaseStory } from '../../libs/queries/story/explain';
import type { StoryPlace } from '../../libs/queries/story/story-page';
import { TooMuch } from '../../libs/queries/as-of/too-much';
import { when } from '../../libs/queries/story/words';
import { EXIT, WrongUse } from './exit';
import type { Output } from './output';
import type { Session } from './session';

const PAGE = 200;
/** A longer story is printed from this many decisions before its end. */
export const DECISIONS_MAX = 2_000;

export interface ExplainOptions {
  merchant: string;
}

/** Tells the story of a purchase in plain words. */
export async function explain(
  { pool, log, intake, partitions }: Session,
  orderId: string,
  { merchant: merchantId }: ExplainOptions,
  output: Output,
): Promise<number> {
  if (!(await intake.merchants.isKnown(merchantId))) throw new WrongUse(`There is no merchant ${merchantId}.`);
  const whose = { pool, log, merchantId, partition: partitionOf(merchantId, partitions) };
  const story = await wholeStory((place) => explainPurchase(whose, orderId, PAGE, place));
  if (story === null) throw new WrongUse(`There is no order ${orderId} of merchant ${merchantId}.`);
  const { storyNext, ...told } = story;
  output.result({ ...told, complete: storyNext === null });
  for (const line of storyLines(story)) output.say(line);
  return EXIT.held;
}

async function wholeStory(
  read: (place: StoryPlace | null) => Promise<PurchaseStory | null>,
): Promise<PurchaseStory | null> {
  try {
    const story = await read(null);
    for (let told = PAGE; story?.storyNext && told < DECISIONS_MAX; told += PAGE) {
      const earlier = (await read(story.storyNext))!;
      story.story.unshift(...earlier.story);
      story.storyNext = earlier.storyNext;
    }
    return story;
  } catch (error) {
    if (error instanceof TooMuch) throw new WrongUse(`There are ${error.message}.`);
    throw error;
  }
}

function storyLines({ summary, story, storyNext, counterfactuals, campaigns }: PurchaseStory): string[] {
  const lines = ['In short', ...wrapped(summary, '  '), '', 'What happened'];
  if (storyNext !== null) lines.push('  … (the beginning is left out)');
  let position = -1;
  for (const entry of story) {
    const isFact = entry.causePosition !== entry.position;
    if (entry.position !== position) lines.push(`  ${when(entry.at)} · position ${entry.position}`);
    position = entry.position;
    lines.push(...wrapped(entry.text, isFact ? '    ' : '    → ', isFact ? '    ' : '      '));
  }
  if (counterfactuals.length > 0) {
    lines.push('', 'Visits that got nothing');
    for (const { code, text } of counterfactuals) lines.push(...wrapped(`${text} [${code}]`, '  - ', '    '));
  }
  if (campaigns.length > 0) {
    lines.push('', 'Campaigns');
    for (const { code, text } of campaigns) lines.push(...wrapped(`${text} [${code}]`, '  - ', '    '));
  }
  return lines;
}

const WIDTH = 110;

/** Breaks a text into lines between words. */
function wrapped(text: string, first: string, others = first): string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(' ')) {
    if (!isEmpty && line.length + word.length >= WIDTH) {
      lines.push(line);
      line = others;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}
