/** How much a word tells: articles, particles and the like next to nothing, words of many names less than rare ones. */
const particles = new Set(
  'the and of for de la le les el al ul del della di da do dos das du des der den die van von und et y e i a an bin ibn ben abu bint en in op ter ten zu zum zur number'.split(
    ' ',
  ),
);

const ofParticle = 0.15;
const leastWeight = 0.35;
/** In a short list no word is common by being there twice. */
const leastNames = 1000;

export const weightOf = (word: string, namesWithIt: number, names: number): number => {
  if (particles.has(word)) return ofParticle;
  const all = Math.max(names, leastNames);
  const rarity = Math.log(all / Math.max(1, namesWithIt)) / Math.log(all);
  return leastWeight + (1 - leastWeight) * Math.max(0, rarity);
};
