// SPDX-License-Identifier: Apache-2.0
// Checks the reviewer's pages in a browser.
//
//   node review_checks.mjs ORIGIN PASSCODE [PICTURES]
//
// Signs in, opens every page at 1280 and 390 px by day and by night, asks axe-core, looks for third-party
// requests, content wider than the page and complaints, prints, exports and signs out. Exits with 1 and a
// sentence when something is not right.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, launch_chromium } from './chromium.mjs';

const [origin, passcode, pictures] = process.argv.slice(2);
const browser = await launch_chromium();

async function main() {
    const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    // Scripts are allowed only for axe. The pages have none, and their policy allows none.
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB', bypassCSP: true,
        ignoreHTTPSErrors: true });
    const page = await context.newPage();
    const strangers = [], complaints = [];
    page.on('request', (request) => { if (!request.url().startsWith(origin)) strangers.push(request.url()); });
    page.on('console', (message) => complaints.push(message.text()));

    async function look(name) {
        await page.evaluate(source);
        for (const width of [1280, 390])
            for (const colorScheme of ['light', 'dark']) {
                await page.setViewportSize({ width, height: 900 });
                await page.emulateMedia({ colorScheme });
                const where = `${name}, ${width} px, ${colorScheme}`;
                const { violations } = await page.evaluate(() => globalThis.axe.run(document));
                expect(!violations.length, `${where}: ` + JSON.stringify(violations.map(({ id, nodes }) =>
                    [id, ...nodes.slice(0, 3).map((node) => node.html.slice(0, 160) + ' ' + node.failureSummary)])));
                const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
                expect(wide <= 0, `${where}: ${wide} px wider than the page`);
                if (pictures) await page.screenshot({ path: `${pictures}/${name}-${width}-${colorScheme}.png`, fullPage: true });
            }
        await page.setViewportSize({ width: 1280, height: 900 });
        await page.emulateMedia({ colorScheme: 'light' });
    }

    await page.goto(origin + '/review');
    expect(page.url().endsWith('/review/sign-in'), 'the record opens without a passcode');
    await look('sign-in');
    await page.fill('#passcode', 'not the passcode');
    await page.click('.card button');
    await page.waitForSelector('#fault');
    await look('sign-in-refused');
    await page.fill('#passcode', passcode);
    await page.click('.card button');
    await page.waitForURL(/\/review$/);
    await look('history');
    const cookies = await context.cookies();
    expect(cookies.some(({ name, httpOnly, sameSite, path, expires }) => name === 'review' && httpOnly &&
        sameSite === 'Strict' && path === '/review' && expires === -1), 'the cookie is not as it should be: ' + JSON.stringify(cookies));

    await page.click('.menu summary');
    await look('history-export');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('.menu button[value=csv]')]);
    const saved = readFileSync(await download.path(), 'utf8');
    expect(saved.includes('"kind","date"') && saved.endsWith('\r\n'), 'the export is not whole');
    expect(/^hearthside-\d{4}-\d\d-\d\d\.csv$/.test(download.suggestedFilename()), download.suggestedFilename());

    await page.click('.menu summary');

    const paper = await page.pdf({ format: 'A4' });
    expect(paper.subarray(0, 5).toString() === '%PDF-', 'the page does not print');
    await page.emulateMedia({ media: 'print' });
    expect(!(await page.isVisible('.filters')) && !(await page.isVisible('.menu')), 'forms are printed');
    if (pictures) await page.screenshot({ path: `${pictures}/history-print.png`, fullPage: true });
    await page.emulateMedia({ media: 'screen' });

    await page.selectOption('select[name=state]', 'done-actions');
    await page.click('.filters button');
    await page.waitForURL(/state=done-actions/);
    await look('history-filtered');
    await page.click('tbody th a');
    await page.waitForURL(/huddle/);
    await look('record');
    for (const place of ['lessons', 'actions', 'questions', 'figures']) {
        await page.click(`.places a[href$=${place}]`);
        await page.waitForURL(new RegExp(place));
        if (place === 'figures') await page.click('.numbers summary');
        await look(place);
    }
    await page.goto(origin + '/review');
    await page.fill('#words', 'handover');
    await page.keyboard.press('Enter');
    await page.waitForURL(/words=handover/);
    await look('search');
    await page.goto(origin + '/review/nothing');
    await look('nothing-here');

    await page.click('.leave button');
    await page.waitForURL(/sign-in/);
    await page.goto(origin + '/review/lessons');
    expect(page.url().endsWith('/review/sign-in'), 'signed out, and still inside');
    expect(!strangers.length, `asks others: ${strangers}`);
    const serious = complaints.filter((one) => !/403|404/.test(one));
    expect(!serious.length, `the browser complains: ${serious}`);
}

try {
    await main();
} catch (error) {
    console.error(`review: ${error.message}`);
    process.exitCode = 1;
} finally {
    await browser.close();
    process.exit();  // whatever still listens
}
