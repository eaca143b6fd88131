// Seals notes with the scripts that phones get: {"key", "note"} a line on standard input, the sealed bytes in base64
// on standard output. With "open" instead, {"secret", "sealed"}: opens what libsodium sealed, and prints the text.
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
        const whole = bytes(asked.sealed);
        const plain = nacl.box.open(whole.slice(56), whole.slice(32, 56), whole.slice(0, 32), bytes(asked.secret));
        console.log(JSON.stringify(plain ? Buffer.from(plain.slice(0, plain.lastIndexOf(0x80))).toString('utf8') : null));
    } else {
        console.log(Buffer.from(us.sealed(asked.note, us.key_in('#' + asked.key))).toString('base64'));
    }
}
