// SPDX-License-Identifier: Apache-2.0
// A relay between a phone and the kiosk. It records every byte, and can be a bad connection.
import { createServer, connect } from 'node:net';

export class Relay {
    sent = [];          // what each connection's phone said, as Buffers
    answers = [];       // what the kiosk said, as Buffers
    answers_to_lose = 0;  // of notes: they reach the kiosk, but its answer does not come back
    cut = false;        // nothing gets through any more
    #server;

    constructor(port, kiosk_port) {
        this.#server = createServer((phone) => {
            if (this.cut) return phone.destroy();
            const heard = [];
            this.sent.push(heard);
            const kiosk = connect(kiosk_port, '127.0.0.1');
            let lose = false;
            phone.on('data', (bytes) => {
                heard.push(bytes);
                if (this.cut) return phone.destroy();
                if (bytes.includes('POST ') && this.answers_to_lose > 0) {
                    this.answers_to_lose--;
                    lose = true;
                }
                kiosk.write(bytes);
            });
            kiosk.on('data', (bytes) => {
                this.answers.push(bytes);
                if (lose || this.cut) phone.destroy();
                else phone.write(bytes);
            });
            for (const [one, other] of [[phone, kiosk], [kiosk, phone]]) {
                one.on('end', () => other.end());
                one.on('error', () => other.destroy());
                one.on('close', () => other.destroy());
            }
        });
        this.ready = new Promise((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
    }
    close() { this.#server.close(); }

    // Every whole POST that passed: {head, body}.
    posts() {
        const found = [];
        for (const heard of this.sent) {
            let rest = Buffer.concat(heard);
            for (;;) {
                const end = rest.indexOf('\r\n\r\n');
                if (end < 0) break;
                const head = rest.subarray(0, end).toString('latin1');
                const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
                if (head.startsWith('POST ')) found.push({ head, body: rest.subarray(end + 4, end + 4 + length) });
                rest = rest.subarray(end + 4 + length);
            }
        }
        return found;
    }
}
