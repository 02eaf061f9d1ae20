import assert from 'node:assert/strict';
import fc from 'fast-check';
import pg from 'pg';
import { testDatabase } from '../postgres/test-support.ts';
import { arrayLiteral } from './array-literal.ts';

describe('an array literal', () => {
  it('quotes every element but what has no value', () => {
    assert.equal(
      arrayLiteral(['a', 'NULL', null, undefined, 7, true, 'say "no" \\']),
      '{"a","NULL",NULL,NULL,"7","true","say \\"no\\" \\\\"}',
    );
    assert.equal(arrayLiteral([new Date(0)]), '{"1970-01-01T00:00:00.000Z"}');
    assert.equal(arrayLiteral([]), '{}');
  });

  it('is read by PostgreSQL as what it was made of', async () => {
    const database = await testDatabase();
    const client = new pg.Client({ connectionString: database.adminUrl });
    await client.connect();
    try {
      // NUL is the one character that PostgreSQL cannot keep.
      const text = fc.string({ unit: 'binary' }).filter((one) => !one.includes('\u0000') && one.isWellFormed());
      await fc.assert(
        fc.asyncProperty(fc.array(fc.option(text)), async (values) => {
          const { rows } = await client.query('select $1::text[] as values', [arrayLiteral(values)]);
          assert.deepEqual(rows[0].values, values);
        }),
        { numRuns: 200 },
      );
    } finally {
      await client.end();
      await database.drop();
    }
  });
});
