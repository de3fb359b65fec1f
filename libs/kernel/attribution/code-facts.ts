/** A merchant assigned a code to somebody, or released it. It counts for purchases first recorded from here on. */
import { factRule } from '../fact-rule';
import type { CodeAssigned, CodeReleased } from '../facts';
import { toRef } from '../identity/identifier';
import { isBlocked } from '../policy-history';

export const codeAssigned = factRule<CodeAssigned>({
  evolve({ codes, policies }, { code, owner, channel, campaign }, { position, recordedAt: at }) {
    const isNobody = isBlocked(policies.at(position), owner);
    codes.add({ code, position, at, assigned: true, owner: isNobody ? null : toRef(owner), channel, campaign });
  },
});

export const codeReleased = factRule<CodeReleased>({
  evolve({ codes }, { code }, { position, recordedAt: at }) {
    codes.add({ code, position, at, assigned: false, owner: null });
  },
});
