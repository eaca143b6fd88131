// SPDX-License-Identifier: Apache-2.0
// A phone: a real Chromium of 390x844 points that opens an address and sends notes through the form by tapping, as a
// person would.
//
//   node phone.mjs URL js|no-js [PICTURE_FOLDER [PIXELS_A_POINT]]
//
// Reads one {"round", "text"} a line on standard input and answers each with one line on standard output:
// {"accepted", "page", "kept"}, where `page` is all text the phone shows then, and `kept` is the text
// in the form when the note was refused.
import { createInterface } from 'node:readline';
import { launch_chromium } from './chromium.mjs';

const [url, script, pictures, pixels] = process.argv.slice(2);
if (!url || !['js', 'no-js'].includes(script)) {
    console.error('usage: node phone.mjs URL js|no-js [PICTURE_FOLDER [PIXELS_A_POINT]]');
    process.exit(2);
}

const browser = await launch_chromium();
const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: Number(pixels ?? 1),
    isMobile: true,
    hasTouch: true,
    javaScriptEnabled: script === 'js',
    locale: 'en-GB',
});
context.setDefaultTimeout(15000);
const page = await context.newPage();

const seen = new Set();
async function picture(name) {
    if (!pictures || seen.has(name)) return;
    seen.add(name);
    await page.screenshot({ path: `${pictures}/phone-${script}-${name}.png`, fullPage: true });
}

// Taps a link or a button that opens a new page. Returns when that page is there.
async function follow(selector) {
    const arrived = page.waitForEvent('domcontentloaded');
    await page.tap(selector);
    await arrived;
}

async function send({ round, text }) {
    await page.tap(`label:has(input[name=round][value=${round}])`);
    await page.fill('textarea[name=text]', text);
    await picture('form');
    // With scripts a refused note stays on its page, which says why.
    const arrived = page.waitForEvent('domcontentloaded');
    arrived.catch(() => {});
    await page.tap('button[type=submit]');
    await Promise.race([arrived, page.waitForSelector('#faults .banner, #nudge', { timeout: 40000 })]);
    if (await page.locator('#nudge').count()) {
        await picture('nudge');
        await follow('button[value=send]');
    }
    const field = page.locator('textarea[name=text]');
    const kept = (await field.count()) ? await field.inputValue() : null;
    const shown = await page.innerText('body');
    if (kept === null) {
        await picture('thank-you');
        await follow('a.button');
    } else {
        await picture('refused');
        await page.goto('about:blank');
        await page.goto(url);
    }
    return { accepted: kept === null, page: shown, kept };
}

const answer = await page.goto(url);
if (!answer.ok()) {
    console.error(`phone.mjs: the page answered ${answer.status()}.`);
    await browser.close();
    process.exit(1);
}
try {
    for await (const line of createInterface({ input: process.stdin })) {
        if (line.trim()) console.log(JSON.stringify(await send(JSON.parse(line))));
    }
} finally {
    await browser.close();
}
