// Counts the characters of a note as people do, and as the kiosk will (core/text/note_text.h): first what the
// kiosk takes away is taken away, then grapheme clusters are counted. Browsers without Intl.Segmenter
// count by a pattern that follows the same rules (Unicode, UAX 29).
(function (us) {
    'use strict';
    // Marks that do not join to the letter before them, although their category says so.
    var apart = '\\u102b\\u102c\\u1038\\u1062-\\u1064\\u1067-\\u106d\\u1083\\u1087-\\u108c\\u108f\\u109a-\\u109c' +
        '\\u1a61\\u1a63\\u1a64\\uaa7b\\uaa7d\\u{11720}\\u{11721}';
    var mark = '(?![' + apart + '])[\\p{M}\\p{EMod}\\u200c\\u200d\\uff9e\\uff9f\\u0e33\\u0eb3\\u{e0020}-\\u{e007f}]';
    var control = '\\n\\u00ad\\u061c\\u180e\\u200e\\u200f\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb';
    var prefix = '[\\u0600-\\u0605\\u06dd\\u070f\\u0890\\u0891\\u08e2\\u0d4e\\u{110bd}\\u{110cd}]';
    var consonant = '[\\u0915-\\u0939\\u0958-\\u095f\\u0978-\\u097f\\u0995-\\u09a8\\u09aa-\\u09b0\\u09b2\\u09b6-\\u09b9\\u09dc\\u09dd\\u09df' +
        '\\u09f0\\u09f1\\u0a95-\\u0aa8\\u0aaa-\\u0ab0\\u0ab2\\u0ab3\\u0ab5-\\u0ab9\\u0af9\\u0b15-\\u0b28\\u0b2a-\\u0b30\\u0b32\\u0b33' +
        '\\u0b35-\\u0b39\\u0b5c\\u0b5d\\u0b5f\\u0b71\\u0c15-\\u0c28\\u0c2a-\\u0c39\\u0c58-\\u0c5a\\u0d15-\\u0d3a]';
    var virama = '[\\u094d\\u09cd\\u0acd\\u0b4d\\u0c4d\\u0d4d]';
    var between = '[\\u093c\\u09bc\\u0abc\\u0b3c\\u0c3c\\u0951\\u0952\\u200d\\u094d\\u09cd\\u0acd\\u0b4d\\u0c4d\\u0d4d]*';
    var conjunct = consonant + '(?:' + between + virama + between + consonant + ')*';
    var hangul = '[\\u1100-\\u115f\\ua960-\\ua97c]*(?:[\\uac00-\\ud7a3][\\u11a8-\\u11ff\\ud7cb-\\ud7fb]*|' +
        '[\\u1160-\\u11a7\\ud7b0-\\ud7c6]+[\\u11a8-\\u11ff\\ud7cb-\\ud7fb]*)|[\\u1100-\\u115f\\ua960-\\ua97c]+';
    var pictures = '\\p{ExtPict}(?:(?:' + mark + ')*\\u200d\\p{ExtPict})*';
    var cluster = prefix + '*(?:\\p{RI}\\p{RI}|' + hangul + '|' + pictures + '|' + conjunct + '|(?!' + mark +
        ')[^' + control + '])(?:' + mark + ')*|(?:' + mark + ')+|[^]';

    us.clean = function (text) {
        text = text.replace(/\r\n|[\v-\r\x1c-\x1e\x85\u2028\u2029]/g, '\n').replace(/[\t\x1f\u200b]/g, ' ')
            .replace(/[\0-\x09\x0e-\x1b\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g, '').normalize('NFC')
            .replace(/^[^\S\ufeff]+|[^\S\ufeff]+$/g, '');
        // Empty, unless there is a sign that somebody sees; the kiosk knows some rare blanks more.
        return new RegExp('[^\\s\\p{M}\\p{DI}\\p{NChar}\\u2800\\ufff9-\\ufffd]', 'u').test(text) ? text : '';
    };
    us.clusters_by_pattern = function (text) {
        return (text.match(new RegExp(cluster, 'gu')) || []).length;
    };
    us.count = function (text) {
        text = us.clean(text);
        if (typeof Intl === 'undefined' || !Intl.Segmenter) return us.clusters_by_pattern(text);
        var count = 0, each = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)[Symbol.iterator]();
        while (!each.next().done) count++;
        return count;
    };
})(self.hearthside = self.hearthside || {});
