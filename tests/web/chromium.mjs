// SPDX-License-Identifier: Apache-2.0
// Starts the Chromium of this machine without a window and without traffic of its own. Also a check that ends a script.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

export async function launch_chromium() {
    const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser']
        .find((path) => path && existsSync(path));
    if (!executablePath) {
        console.error('No Chromium is installed here (package chromium).');
        process.exit(1);
    }
    return chromium.launch({
        executablePath,
        // The sandbox needs rights that a container or a root account does not have; it opens only our own page.
        args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking',
            '--disable-component-update', '--no-proxy-server'],
    });
}

export function expect(holds, sentence) {
    if (!holds) throw new Error(sentence);
}
