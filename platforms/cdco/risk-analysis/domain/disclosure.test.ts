import assert from 'node:assert/strict';
import { disclosureOf } from './disclosure.ts';
import { seedProfiles } from './seed-profiles.ts';
import { recommendations } from './summary.ts';

describe('what the trader may be told', () => {
  it('says the measure, and nothing of any criterion', () => {
    for (const measure of recommendations) {
      const said = JSON.stringify(disclosureOf(measure)).toLowerCase();
      for (const { id, definition } of seedProfiles) {
        for (const secret of [id, definition.title, definition.reason]) assert.ok(!said.includes(secret.toLowerCase()));
      }
      assert.doesNotMatch(said, /profile|criteri|hit|level|score/);
    }
  });
});
