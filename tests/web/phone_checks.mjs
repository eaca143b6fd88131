// SPDX-License-Identifier: Apache-2.0
// Checks the phone's pages for people who cannot see, point or wait, and what goes over the air.
//
//   node phone_checks.mjs bad-connection URL RELAY_PORT   a note on a connection that loses answers
//   node phone_checks.mjs traffic URL RELAY_PORT          100 sealed notes, and what an onlooker sees
//   node phone_checks.mjs nudge URL RELAY_PORT            words to look at again, and every way on from there
//   node phone_checks.mjs keyboard URL                    a note without touch or pointer, with and without scripts
//   node phone_checks.mjs live URL                        the huddle's page follows: its round, its clock, its end
//   node phone_checks.mjs axe URL STATE [PICTURES]        axe-core on every page of a state, in every dress
//
// Prints one JSON line a note that was thanked for; exits with 1 and a sentence when something is not right.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, launch_chromium } from './chromium.mjs';
import { Relay } from './relay.mjs';

const [mode, url, third, fourth] = process.argv.slice(2);
const browser = await launch_chromium();
const kiosk_port = Number(new URL(url).port);

async function phone(options = {}) {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-GB', ...options });
    context.setDefaultTimeout(20000);
    return context.newPage();
}
function through(port) {
    const address = new URL(url);
    address.port = port;
    return address.href;
}
// Waits for the page's scripts, because an earlier tap sends the plain form.
async function write(page, round, text) {
    await page.waitForLoadState('load');
    await page.click(`label:has(input[value=${round}])`);
    await page.fill('#note', text);
    await page.click('button[type=submit]');
}

const modes = {
    async 'bad-connection'() {
        const relay = new Relay(Number(third), kiosk_port);
        await relay.ready;
        const page = await phone();
        await page.goto(through(third));
        relay.answers_to_lose = 2;
        await write(page, 'lessons', 'Once, whatever the Wi-Fi does');
        await page.waitForSelector('.end .status:has-text("Trying again")');
        expect(await page.inputValue('#note') === 'Once, whatever the Wi-Fi does', 'the text went while it tried again');
        await page.waitForURL(/thanks/);
        expect(relay.posts().length >= 3, `sent ${relay.posts().length} times, and not until it was answered`);
        console.log(JSON.stringify({ round: 'lessons', text: 'Once, whatever the Wi-Fi does' }));

        await page.click('a.button');
        await page.waitForSelector('#note');
        relay.cut = true;
        await write(page, 'hope', 'Kept in the phone');
        await page.waitForSelector('.end .status:has-text("Trying again")');
        expect(await page.inputValue('#note') === 'Kept in the phone', 'the text went with the connection');
        relay.cut = false;
        await page.waitForURL(/thanks/);
        console.log(JSON.stringify({ round: 'hope', text: 'Kept in the phone' }));
        relay.close();
    },

    async traffic() {
        const relay = new Relay(Number(third), kiosk_port);
        await relay.ready;
        const page = await phone();
        const notes = [];
        await page.goto(through(third));
        for (let count = 0; count < 100; ++count) {
            const text = `Marker7f3a${count} ` + 'so it went '.repeat(count % 40);
            const round = ['wins', 'mistakes', 'lessons', 'hope'][count % 4];
            await write(page, round, text);
            await page.waitForURL(/thanks/);
            notes.push({ round, text: text.trim() });
            await page.click('a.button');
            await page.waitForSelector('#note');
        }
        const posts = relay.posts();
        expect(posts.length === 100, `${posts.length} notes were heard`);
        const lengths = new Set(posts.map((post) => post.body.length));
        const heads = new Set(posts.map((post) => post.head.length));
        expect(lengths.size === 1 && heads.size === 1, `lengths differ: ${[...lengths]}, ${[...heads]}`);
        const all = Buffer.concat(relay.sent.flat());
        for (const marker of ['Marker7f3a', 'so it went', 'so%20it', 'so+it', 'mistakes', 'lessons',
            Buffer.from('Marker7f3a').toString('base64').slice(0, 12)]) {
            expect(!all.includes(marker), `an onlooker reads "${marker}"`);
        }
        for (const note of notes) console.log(JSON.stringify(note));
        relay.close();
    },

    async nudge() {
        const relay = new Relay(Number(third), kiosk_port);
        await relay.ready;
        for (const javaScriptEnabled of [true, false]) {
            // In plain words, so that the onlooker could read them.
            const page = await phone({ javaScriptEnabled, extraHTTPHeaders: { 'Accept-Encoding': 'identity' } });
            // Without scripts the words travel like the page.
            await page.goto(javaScriptEnabled ? through(third) : url);
            await write(page, 'mistakes', 'The lady in bed 14\nwaited');
            await page.waitForSelector('#nudge');
            expect((await page.innerText('mark')).replace(/\s/g, ' ') === 'bed 14 1', 'the words are not marked');
            expect(await page.locator('.banner li').count() === 1, 'the finding has no line');
            expect(await page.locator('.banner:focus').count() === 1, 'the banner has not got the focus');
            await page.click('button[value=rewrite]');
            await page.waitForSelector('#note');
            expect(await page.inputValue('#note') === 'The lady in bed 14\nwaited', 'the text is gone');
            if (javaScriptEnabled) expect(await page.locator('#note:focus').count() === 1, 'the caret is elsewhere');
            await page.click('form .end button[type=submit]');
            await page.click('button[value=mask]');
            await page.waitForSelector('#nudge:not(:has(mark))');
            expect(await page.innerText('.words') === 'The lady in a bed\nwaited', 'what remains is not shown');
            await page.click('button[value=rewrite]');
            await page.waitForSelector('#note');
            expect(await page.inputValue('#note') === 'The lady in a bed\nwaited', 'the masked text is gone');
            await page.click('form .end button[type=submit]');
            await page.waitForURL(/thanks/);
            console.log(JSON.stringify({ round: 'mistakes', text: 'The lady in a bed\nwaited' }));
            await page.click('a.button');
            await page.waitForSelector('#note');
            await write(page, 'hope', 'Mrs Smith can go home');
            await page.click('button[value=send]');
            await page.waitForURL(/thanks/);
            console.log(JSON.stringify({ round: 'hope', text: 'Mrs Smith can go home' }));
            await page.click('a.button');
            await page.waitForSelector('#note');
            await write(page, 'wins', 'Nobody was careless');
            await page.waitForSelector('#nudge');
            expect(await page.locator('button[value=mask]').count() === 0, 'blame is taken out');
        }
        const all = Buffer.concat([...relay.sent.flat(), ...relay.answers]);
        expect(all.includes('textarea'), 'the onlooker hears no page');
        for (const marker of ['bed 14', 'lady', 'Smith', 'careless', 'mark>', 'a bed'])
            expect(!all.includes(marker), `an onlooker reads "${marker}"`);
        expect(relay.posts().length === 7, `${relay.posts().length} sendings were heard`);
        relay.close();
    },

    async keyboard() {
        for (const javaScriptEnabled of [true, false]) {
            const page = await phone({ javaScriptEnabled });
            await page.goto(url);
            const focused = async (selector, tries = 12) => {
                for (; tries > 0; --tries) {
                    if (await page.locator(`${selector}:focus`).count()) return;
                    await page.keyboard.press('Tab');
                }
                throw new Error(`Tab never comes to ${selector}`);
            };
            await focused('input[name=round]');
            await page.keyboard.press('ArrowRight');
            await page.keyboard.press('Space');
            expect(await page.locator('input[name=round]:checked').count() === 1, 'no round is chosen');
            const round = await page.locator('input[name=round]:checked').getAttribute('value');
            await focused('#note');
            const text = `By keyboard, ${javaScriptEnabled ? 'with' : 'without'} scripts`;
            await page.keyboard.type(text);
            await focused('button[type=submit]');
            await page.keyboard.press('Enter');
            await page.waitForURL(/thanks/);
            console.log(JSON.stringify({ round, text }));
            await focused('a.button');
            await page.keyboard.press('Enter');
            await page.waitForSelector('#note');
            // An empty form: the summary has the focus, and its link leads to the field.
            await focused('button[type=submit]');
            await page.keyboard.press('Enter');
            await page.waitForSelector('.banner');
            await focused('.banner', 2);
            await focused('.banner a[href="#note"]');
            await page.keyboard.press('Enter');
            await page.waitForSelector('#note:focus');
        }
    },

    // The caller moves the huddle on meanwhile: first a round, then its end.
    async live() {
        // When events do not arrive, the page asks now and then.
        const deaf = await phone();
        await deaf.route('**/live', (route) => route.abort());
        await deaf.goto(url.replace('#', '/huddle?live#'));
        const page = await phone();
        await page.goto(url.replace('#', '/huddle?live#'));
        await page.waitForSelector('.now strong:has-text("Quiet")');
        const clock = () => page.innerText('.now .left b');
        const first = await clock();
        expect(/^\d+:\d\d$/.test(first), `the clock shows "${first}"`);
        await page.waitForFunction((before) => document.querySelector('.now .left b').textContent !== before, first);
        await page.waitForSelector('.now strong:has-text("Wins")', { timeout: 40000 });
        await page.waitForSelector('.pulse', { timeout: 40000 });
        await page.click('.pulse button[value="2"]');
        await page.waitForSelector('.pulse button[value="2"][aria-pressed=true]');
        await page.click('.pulse button[value="4"]');
        await page.waitForSelector('.pulse button[value="4"][aria-pressed=true]');
        await page.waitForSelector('#live:has-text("This huddle is over")', { timeout: 40000 });
        await deaf.waitForSelector('#live:has-text("This huddle is over")', { timeout: 40000 });
    },

    async axe() {
        const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
        const state = third, form = url, at = (page) => url.replace('#', `/${page}#`);
        const dead = new URL(url).origin + '/n/' + '0'.repeat(32);
        const pages = state === 'dots' ? {
            dots: (page) => page.goto(at('dots')),
            refused: async (page) => {
                await page.goto(at('dots'));
                await page.click('button[type=submit]');
                await page.waitForSelector('.banner');
            },
            placed: async (page, scripts) => {
                await page.goto(at('huddle?live'));
                await page.click('a[href*="/dots"]');
                await page.check('input[type=checkbox] >> nth=1');
                await page.click('button[type=submit]');
                await page.waitForURL(/placed=/);
                // The public key is there too, so that the next note is sealed as well.
                if (scripts) expect(page.url().endsWith(new URL(url).hash), `the key is lost at ${page.url()}`);
            },
        } : {
            form: (page) => page.goto(form),
            refused: async (page) => {
                await page.goto(form);
                await page.click('button[type=submit]');
                await page.waitForSelector('.banner');
            },
            thanks: (page) => page.goto(at('thanks?live')),
            huddle: (page) => page.goto(at('huddle?live')),
            nudge: async (page) => {
                await page.goto(form);
                await write(page, 'mistakes', 'The lady in bed 14 waited two hours for pain relief. I kept meaning to go back.');
                await page.waitForSelector('#nudge');
            },
            blame: async (page) => {
                await page.goto(form);
                await write(page, 'wins', 'So careless');
                await page.waitForSelector('#nudge');
            },
            opened: async (page) => {
                await page.goto(form);
                await page.click('summary');
            },
        };
        if (state === 'close') {
            pages.tapped = async (page, scripts) => {
                await page.goto(at('huddle?live'));
                await page.click('.pulse button[value="4"]');
                if (scripts) await page.waitForSelector('.pulse button[aria-pressed=true]');
                else await page.waitForURL(/page=/);
            };
        }
        if (state === 'before') {
            pages.front = (page) => page.goto(new URL(url).origin + '/');
            pages.scan_again = (page) => page.goto(dead);
            pages.nothing = (page) => page.goto(new URL(url).origin + '/nothing');
        }
        let looked = 0;
        for (const scripts of [true, false])
            for (const [size, width, text] of [['320 px', 320, 100], ['200 %', 390, 200]]) {
                const page = await phone({ viewport: { width, height: 844 }, bypassCSP: true });
                if (!scripts) await page.route('**/app.js', (route) => route.abort());
                for (const [name, open] of Object.entries(pages)) {
                    await page.goto('about:blank');
                    await open(page, scripts);
                    if (text !== 100) await page.addStyleTag({ content: `html{font-size:${text}%}` });
                    await page.evaluate(source);
                    // By night only the colours differ.
                    for (const [colorScheme, rules] of [['light', {}], ['dark', { runOnly: ['cat.color'] }]]) {
                        const where = `${state}/${name}, ${scripts ? 'with' : 'without'} scripts, ${colorScheme}, ${size}`;
                        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
                        const { violations } = await page.evaluate((those) => globalThis.axe.run(document, those), rules);
                        expect(!violations.length, `${where}: ` + JSON.stringify(violations.map(({ id, nodes }) =>
                            [id, ...nodes.map((node) => node.html.slice(0, 120) + ' ' + node.failureSummary)])));
                        ++looked;
                        if (fourth && scripts && text === 100) {
                            await page.setViewportSize({ width: 390, height: 844 });
                            await page.screenshot({ path: `${fourth}/${state}-${name}-${colorScheme}.png`, fullPage: true });
                            await page.setViewportSize({ width, height: 844 });
                        }
                    }
                    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
                    expect(wide <= 0, `${state}/${name}, ${size}: ${wide} px wider than the phone`);
                }
                await page.context().close();
            }
        console.error(`${state}: ${looked} pages looked at, 0 violations`);
    },
};

try {
    await modes[mode]();
} catch (error) {
    console.error(`${mode}: ${error.message}`);
    process.exitCode = 1;
} finally {
    await browser.close();
    process.exit();  // whatever still listens
}
