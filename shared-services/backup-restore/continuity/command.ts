/** `npm run continuity`: writes the page of the continuity plan from the drill that was kept last. */
import { pageFile, writeContinuityPage } from './files.ts';

await writeContinuityPage();
console.log(`${pageFile} written`);
