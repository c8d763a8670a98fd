/** Every watched address, to search and filter. */
import { framed, type View, whenChecked } from './frame.ts';
import { html, type Markup } from './markup.ts';
import { type OverviewInput, senderSection } from './overview.ts';
import { sightsOf } from './sights.ts';

export function addressesPage(input: OverviewInput, view: View): Markup {
  const { memory, lists, period } = input;
  const sights = sightsOf(memory, lists, view.now);
  const content = html`<h1>${view.words.addresses}</h1>${senderSection(sights, input, view)}`;
  const when = whenChecked(memory.lastRun, memory.lastPlanned, period, view);
  return framed({ page: 'addresses', title: view.words.addresses, when, content }, view);
}
