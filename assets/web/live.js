// Keeps what a page shows of the huddle up to date: by the kiosk's events, and by asking now and then
// where events do not come through.
(function (us) {
    'use strict';
    var quiet_at_most = 25000, ask_every = 10000;

    // The room's key goes along from page to page, also over a plain form; no browser sends it.
    us.carry_key = function (place) {
        place.querySelectorAll('a[href^="/n/"]').forEach(function (link) {
            var path = link.getAttribute('href');
            link.setAttribute('href', path + (/huddle$/.test(path) ? '?live' : '') + location.hash);
        });
        place.querySelectorAll('form').forEach(function (plain) { plain.action += location.hash; });
    };

    // Calls `show` with each state, and `over` once when the huddle has ended.
    us.listen = function (live, now, show, over) {
        var source, watch, again, asking, failures = 0, ended = false;

        function ask() {
            return fetch(now, { credentials: 'omit' }).then(function (answer) {
                if (answer.status === 403) return end();
                if (answer.ok) return answer.text().then(function (text) {
                    var part = new DOMParser().parseFromString(text, 'text/html').querySelector('[data-state]');
                    show(JSON.parse(part.dataset.state), part);
                });
            }).catch(function () {});
        }
        function close() {
            if (source) source.close();
            clearTimeout(watch);
            clearTimeout(again);
            clearInterval(asking);
            asking = 0;
        }
        function end() {
            ended = true;
            close();
            over();
        }
        function fail() {
            if (ended) return;
            source.close();
            clearTimeout(watch);
            failures++;
            if (failures > 1 && !asking) asking = setInterval(ask, ask_every);
            again = setTimeout(open, Math.min(60000, 1000 * Math.pow(2, failures)) * (0.5 + Math.random()));
        }
        function heard() {
            clearTimeout(watch);
            watch = setTimeout(fail, quiet_at_most);
        }
        function open() {
            if (ended) return;
            if (!self.EventSource) {
                asking = asking || setInterval(ask, ask_every);
                return;
            }
            source = new EventSource(live);
            source.onmessage = function (event) {
                failures = 0;
                clearInterval(asking);
                asking = 0;
                heard();
                show(JSON.parse(event.data));
            };
            source.addEventListener('over', end);
            source.onerror = fail;
            heard();
        }
        // A phone in a pocket needs no news.
        document.addEventListener('visibilitychange', function () {
            close();
            if (!document.hidden && !ended) open();
        });
        open();
        return ask;
    };

    function two(number) { return (number < 10 ? '0' : '') + number; }

    // The live part of the thank-you page and of the huddle's own.
    us.follow = function (box) {
        var version = '', state = null, at = 0, page = '', told = '';

        function tick() {
            var card = box.querySelector('.card:not(.pulse)');
            if (!card || !state || !state.running) return;
            var left = state.left - (Date.now() - at), whole = Math.ceil(left / 1000);
            card.querySelector('.left b').textContent = left <= 0 ? card.dataset.past :
                Math.floor(whole / 60) + ':' + two(whole % 60);
            card.querySelector('.left .soft').textContent = left <= 0 ? card.dataset.fine : card.dataset.left;
        }
        // One page keeps one token, so that a second tap takes the place of the first.
        function keep_pulse() {
            var form = box.querySelector('.pulse');
            if (!form) return;
            page = page || form.page.value;
            form.page.value = page;
            form.querySelectorAll('button').forEach(function (one) {
                one.setAttribute('aria-pressed', String(one.value === told));
            });
            form.onsubmit = function (event) {
                // Older browsers do not say which: there it is a plain form.
                if (!event.submitter) return;
                event.preventDefault();
                var value = event.submitter.value;
                fetch(form.action, {
                    method: 'POST', credentials: 'omit', headers: { Accept: 'application/json' },
                    body: new URLSearchParams({ value: value, page: page })
                }).then(function (answer) {
                    if (!answer.ok) throw 0;
                    told = value;
                    keep_pulse();
                    form.querySelector('.status').textContent = form.dataset.thanks;
                }).catch(function () { form.querySelector('.status').textContent = form.dataset.again; });
            };
        }
        function show(next, part) {
            state = next;
            at = Date.now();
            if (part) {
                if (version !== next.v) {
                    box.textContent = '';
                    box.appendChild(part);
                    us.carry_key(box);
                }
                version = next.v;
                keep_pulse();
            } else if (version !== next.v) {
                // Not all phones at the same moment.
                setTimeout(ask, Math.random() * 800);
            }
            tick();
        }
        function over() {
            var words = document.createElement('p');
            words.className = 'lead';
            words.setAttribute('role', 'status');
            words.textContent = box.dataset.over;
            box.textContent = '';
            box.appendChild(words);
        }
        var here = box.querySelector('[data-state]');
        version = JSON.parse(here.dataset.state).v;
        show(JSON.parse(here.dataset.state), here);
        var ask = us.listen(box.dataset.live, box.dataset.now, show, over);
        setInterval(tick, 1000);
    };
})(self.hearthside = self.hearthside || {});
