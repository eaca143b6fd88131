// SPDX-License-Identifier: Apache-2.0
// Seals notes with the scripts that phones get: {"key", "note"} a line on standard input, the sealed bytes in base64
// on standard output. With "secret" instead, {"secret", "key", "answer"}: opens the kiosk's answer, and prints the text.
import { createInterface } from 'node:readline';
import { readFileSync } from 'node:fs';
import { runInThisContext } from 'node:vm';

globalThis.self = globalThis;
runInThisContext(readFileSync('/usr/share/nodejs/tweetnacl/nacl.min.js', 'utf8'));
runInThisContext(readFileSync(new URL('../../assets/web/seal.js', import.meta.url), 'utf8'));
const us = globalThis.hearthside, nacl = globalThis.nacl;
if (!nacl.box) throw new Error('TweetNaCl did not load');
const bytes = (text) => new Uint8Array(Buffer.from(text, 'base64'));
for await (const line of createInterface({ input: process.stdin })) {
    const asked = JSON.parse(line);
    if (asked.secret) {
        console.log(JSON.stringify(us.opened(bytes(asked.answer), us.key_in('#' + asked.key), bytes(asked.secret))));
    } else {
        console.log(Buffer.from(us.sealed(asked.note, us.key_in('#' + asked.key)).bytes).toString('base64'));
    }
}
