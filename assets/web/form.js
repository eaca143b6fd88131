// The note form: counts while somebody writes, looks whether it can be taken, seals the note, and sends it again on a bad
// connection, under the same token, so that it is there once. Without scripts the form works as it stands.
(function (us) {
    'use strict';
    var hash = location.hash, key = us.key_in(hash), box = document.getElementById('live');
    var form = document.querySelector('form[data-thanks][novalidate]');

    us.carry_key(document);
    if (box && !/^\?live$/.test(location.search)) location.replace(location.pathname + '?live' + hash);
    else if (box) us.follow(box);
    if (!form) return;

    var words = form.dataset, note = form.text, guide = document.getElementById('note-guide');
    var status = form.querySelector('.end .status'), plain_guide = guide.textContent, sending = false, sent = false;
    var place = form.parentNode, aside, then = '', token = key ? nacl.randomBytes(16).join('') : form.token.value;

    function count() {
        // Whoever looks at the huddle in between finds the words again.
        form.querySelectorAll('.end a').forEach(function (link) { link.target = note.value ? '_blank' : ''; });
        guide.textContent = note.value ? words.count.replace('{}', us.count(note.value)) : plain_guide;
    }
    note.addEventListener('input', count);
    count();

    function element(name, parent, text) {
        var made = document.createElement(name);
        if (text) made.textContent = text;
        parent.appendChild(made);
        return made;
    }
    // The same summary as the kiosk's own page has.
    function refuse(heading, faults) {
        back();
        var above = document.getElementById('faults'), list;
        above.textContent = '';
        status.textContent = '';
        var banner = element('div', above);
        banner.className = 'banner';
        banner.setAttribute('role', 'alert');
        banner.setAttribute('aria-labelledby', 'banner');
        banner.tabIndex = -1;
        element('h2', banner, heading).id = 'banner';
        mark(form.querySelector('fieldset'), false);
        mark(note, false);
        faults.forEach(function (fault) {
            if (!fault.field) return element('p', banner, fault.sentence);
            list = list || element('ul', banner);
            var link = element('a', element('li', list), fault.sentence);
            link.href = fault.field === 'round' ? '#round-wins' : '#note';
            link.onclick = function (event) {
                event.preventDefault();
                document.querySelector(link.hash).focus();
            };
            mark(fault.field === 'round' ? form.querySelector('fieldset') : note, true);
        });
        banner.focus();
    }
    function mark(field, wrong) {
        (field === note ? note.parentNode : field).classList.toggle('marked', wrong);
        if (wrong) field.setAttribute('aria-invalid', 'true');
        else field.removeAttribute('aria-invalid');
    }

    function send(tries) {
        var said = { round: form.round.value, text: note.value, token: token, then: then };
        var box = key && us.sealed(said, key), given_up = new AbortController();
        if (key && !box) return done(words.unsent, [{ field: 'text', sentence: words.long }]);
        var headers = { Accept: 'application/json' };
        if (key) headers['Content-Type'] = 'application/octet-stream';
        var late = setTimeout(function () { given_up.abort(); }, 12000);
        fetch(form.action, { method: 'POST', body: box ? box.bytes : new URLSearchParams(said), headers: headers, credentials: 'omit', signal: given_up.signal })
            .then(function (answer) {
                // What became of a sealed note is inside the answer; in the open all answers are alike.
                if (box && answer.status === 200) return answer.arrayBuffer().then(function (bytes) {
                    return JSON.parse(us.opened(new Uint8Array(bytes), key, box.secret));
                });
                return answer.json().then(function (told) { return { status: answer.status, told: told }; });
            })
            .then(function (heard) {
                var told = heard.told;
                if (heard.status === 201) return thank();
                if (told.nudge) return nudge(told.nudge);
                if (heard.status === 503 && tries < 4) return wait(tries);
                done(told.heading || words.unsent, told.faults || [{ sentence: told.error }]);
            })
            .catch(function () {
                if (tries < 5) wait(tries);
                else done(words.unsent, [{ sentence: words.offline }]);
            })
            .then(function () { clearTimeout(late); });
    }
    function wait(tries) {
        back();
        status.textContent = words.again;
        setTimeout(send, 1000 * Math.pow(2, tries) * (0.75 + Math.random() / 2), tries + 1);
    }
    function done(heading, faults) {
        sending = false;
        refuse(heading, faults);
    }
    // The kiosk's own page stands in the form's place until somebody says how to go on. Its words are those that were
    // sent, or what masking made of them, and it comes again when something was masked.
    function nudge(page) {
        var part = new DOMParser().parseFromString(page, 'text/html').getElementById('nudge');
        sending = false;
        status.textContent = '';
        back();
        aside = document.createDocumentFragment();
        while (place.firstChild) aside.appendChild(place.firstChild);
        place.appendChild(part);
        note.value = part.querySelector('[name=text]').value;
        count();
        scrollTo(0, 0);
        part.querySelector('.banner').focus();
        part.querySelectorAll('button').forEach(function (way) {
            way.onclick = function (event) {
                event.preventDefault();
                if (way.value !== 'rewrite') return start(way.value);
                back();
                note.focus();
            };
        });
    }
    function back() {
        if (!aside) return;
        place.textContent = '';
        place.appendChild(aside);
        aside = null;
    }
    // The note is in; should the next page not come, this one says so.
    function thank() {
        sent = true;
        status.textContent = words.in;
        note.value = '';
        count();
        location.assign(words.thanks + '?live' + hash);
    }
    form.addEventListener('submit', function (event) {
        event.preventDefault();
        start('');
    });
    function start(way) {
        if (sending) return;
        var long = us.count(note.value), faults = [];
        if (!form.round.value) faults.push({ field: 'round', sentence: words.round });
        if (!long || long > 600) faults.push({ field: 'text', sentence: long ? words.long : words.empty });
        if (faults[0]) return refuse(words.unsent, faults);
        sending = true;
        then = way;
        status.textContent = words.sending;
        send(0);
    }
    // A page that is shown again from the browser's memory is ready to be sent again.
    addEventListener('pageshow', function (event) {
        if (event.persisted && sent) location.reload();
    });

    // Only once somebody is at it: the page itself is three requests and no more.
    var heard = false;
    ['focusin', 'pointerdown'].forEach(function (name) { addEventListener(name, listen); });
    function listen() {
        if (heard) return;
        heard = true;
        us.listen(words.live, words.now, mark_tiles, function () {});
    }
    function mark_tiles(state) {
        var tiles = form.querySelector('.tiles'), later = state.later || [];
        form.querySelectorAll('.tile').forEach(function (tile) {
            var theme = tile.querySelector('input').value;
            tile.querySelector('small').textContent = later.indexOf(theme) >= 0 ? tiles.dataset.later :
                state.open === theme ? tiles.dataset.open : '';
        });
        form.querySelector('.later').hidden = !later.length;
        form.querySelector('.see').hidden = state.open === undefined;
    }
})(self.hearthside = self.hearthside || {});
