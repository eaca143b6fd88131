// Seals a note for the room's public key, which the QR code brings after its '#': padded to one size,
// under a key pair made for this one sending (kiosk/phone/sealing.h says how it is laid out).
(function (us) {
    'use strict';
    var size = 32768;

    us.key_in = function (hash) {
        var text = hash.slice(1).replace(/-/g, '+').replace(/_/g, '/');
        if (!/^[A-Za-z0-9+/]{43}$/.test(text)) return null;
        return Uint8Array.from(atob(text + '='), function (letter) { return letter.charCodeAt(0); });
    };
    // The bytes to send, and the secret with which the answer is opened. None when it does not fit.
    us.sealed = function (note, key) {
        var text = new TextEncoder().encode(JSON.stringify(note));
        if (text.length >= size) return null;
        var padded = new Uint8Array(size), pair = nacl.box.keyPair(), nonce = nacl.randomBytes(24);
        padded.set(text);
        padded[text.length] = 0x80;
        var box = nacl.box(padded, nonce, key, pair.secretKey), whole = new Uint8Array(56 + box.length);
        whole.set(pair.publicKey);
        whole.set(nonce, 32);
        whole.set(box, 56);
        return { bytes: whole, secret: pair.secretKey };
    };
    // An answer to what was sealed.
    us.opened = function (answer, key, secret) {
        var plain = nacl.box.open(answer.subarray(24), answer.subarray(0, 24), key, secret);
        return new TextDecoder().decode(plain.subarray(0, plain.lastIndexOf(0x80)));
    };
})(self.hearthside = self.hearthside || {});
