/** Keeps a core busy, until it is terminated. */
for (let n = 0; ; n++) Math.sqrt(n);
