// SPDX-License-Identifier: Apache-2.0
// Counts characters with the script that phones get: one JSON string a line on standard input, and for each
// {"segmenter", "pattern"} on standard output, by Intl.Segmenter and by the fallback for browsers without it.
import { createInterface } from 'node:readline';
import { readFileSync } from 'node:fs';
import { runInThisContext } from 'node:vm';

globalThis.self = globalThis;
runInThisContext(readFileSync(new URL('../../assets/web/count.js', import.meta.url), 'utf8'));
const { clean, count, clusters_by_pattern } = globalThis.hearthside;
for await (const line of createInterface({ input: process.stdin })) {
    const text = JSON.parse(line);
    console.log(JSON.stringify({ segmenter: count(text), pattern: clusters_by_pattern(clean(text)) }));
}
