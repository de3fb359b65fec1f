import type { PolicyPatch } from '../../libs/kernel/policy';
import { DAY } from '../../libs/kernel/time';
import {
  bought,
  claimed,
  mergeRequested,
  operatorAsks,
  proposalDecided,
  touched,
  unmergeRequested,
} from './support/builders';
import { decided, decidedOf } from './support/given';
import { Simulation, wait } from './support/simulation';
import { device } from './support/universe';

/** A purchase of one device, evaluated; another device has the touchpoint. */
function shop(policy: PolicyPatch = {}): Simulation {
  const simulation = Simulation.of({ reprocess: 'review', ...policy });
  return simulation.play(touched('t', device(1)), bought(0), claimed('c', 0, device(0))).finish();
}

const merge = mergeRequested('m', device(0), device(1));

function proposalId(simulation: Simulation): string {
  return [...simulation.merchant().proposals.rows.keys()].at(-1)!;
}

it('a merge proposes the evaluation that it would cause, and shows what would change', () => {
  const simulation = shop().play(merge);
  expect(simulation.decisions.slice(-2)).toMatchObject([
    decidedOf(0, 'ReprocessingProposed', {
      reasons: ['merge'],
      difference: {
        credits: { now: [], then: [expect.objectContaining({ touchpointId: 't', share: 1_000_000 }) as never] },
        rewards: { lost: [], gained: [] },
      },
    }),
    decided('MergeRequestDecided'),
  ]);
  expect(simulation.evaluation(0)).toEqual({ state: 'proposed', reasons: ['merge'], dueIn: null });
  expect(simulation.finish().credits(0)).toEqual({});
});

it('an approved proposal makes its evaluation due at once, whatever the age of the purchase', () => {
  const simulation = shop().play(merge, wait(100 * DAY));
  const before = simulation.now;
  simulation.play(proposalDecided(proposalId(simulation), 'approved'));
  expect(simulation.purchase(0).evaluation).toMatchObject({ state: 'scheduled', dueAt: before, reasons: ['merge'] });
  expect(simulation.finish().credits(0)).toEqual({ t: 1_000_000 });
});

it('a rejected proposal leaves the purchase as it was', () => {
  const simulation = shop();
  const before = simulation.purchase(0);
  simulation.play(merge, proposalDecided(proposalId(simulation.play(merge)), 'rejected'));
  expect(simulation.purchase(0)).toEqual(before);
});

it('a proposal is decided only once', () => {
  const simulation = shop().play(merge);
  const id = proposalId(simulation);
  simulation.play(proposalDecided(id, 'rejected'));
  const before = simulation.decisions.length;
  simulation.play(proposalDecided(id, 'approved'), proposalDecided('proposal_3_0_0', 'approved'));
  expect(simulation.decisions).toHaveLength(before);
});

it('a further reason joins the open proposal and updates its difference', () => {
  const simulation = shop().play(merge);
  const edge = [...simulation.merchant().identities.connections.values()].find(
    ({ evidence }) => evidence.kind === 'operator',
  )!;
  const id = proposalId(simulation);
  simulation.play(unmergeRequested(edge.edgeId!));
  expect(simulation.decisions.at(-1)).toMatchObject(
    decidedOf(0, 'ReprocessingProposed', {
      ...{ proposalId: id, reasons: ['merge', 'unmerge'] },
      difference: { credits: { now: [], then: [] }, rewards: { lost: [], gained: [] } },
    }),
  );
});

it('another evaluation supersedes the proposal', () => {
  const simulation = shop().play(merge, operatorAsks(0));
  expect(simulation.merchant().proposals.rows.get(proposalId(simulation))).toMatchObject({ status: 'superseded' });
  expect(simulation.evaluation(0).reasons).toEqual(['merge', 'operator']);
});

it('an evaluation that is already pending is not proposed', () => {
  const simulation = Simulation.of({ reprocess: 'review' });
  simulation.play(touched('t', device(1)), bought(0), claimed('c', 0, device(0)), merge);
  expect(simulation.evaluation(0)).toMatchObject({ state: 'scheduled', reasons: ['settling'] });
});

it('no evaluation is proposed after finality', () => {
  const simulation = shop().play(wait(91 * DAY), merge);
  expect(simulation.evaluation(0).state).toBe('done');
});
