// The page's part in working without a network: starts the worker, sends what waited, sets the app's badge.
const region = document.getElementById('toasts');
const WORDS = 'words';

// A while after the page is there: fetching the shell must not stand in the way of what the reader came for.
const REGISTER_AFTER_MS = 2500;
if ('serviceWorker' in navigator) {
    addEventListener('load', () => setTimeout(() => navigator.serviceWorker.register('/sw.js').catch(() => {}), REGISTER_AFTER_MS));
}

// Every sending of words has a key of its own: what arrives twice is written once.
const SENDS_WORDS = /^\/c\/[^/]+\/(t\/\d+\/comments\/|posts\/|drafts\/)$/;
document.addEventListener('submit', (event) => {
    const form = event.target;
    const address = new URL(event.submitter?.getAttribute('formaction') ?? form.getAttribute('action') ?? '', location.href);
    if (form.method !== 'post' || !SENDS_WORDS.test(address.pathname)) return;
    const key = form.elements.once ?? form.appendChild(Object.assign(document.createElement('input'), { type: 'hidden', name: 'once' }));
    if (!key.value) key.value = `${Date.now()}-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`;
}, { capture: true });
addEventListener('pageshow', (event) => {
    if (event.persisted) for (const key of document.querySelectorAll('input[name=once]')) key.value = '';
});

function store() {
    return new Promise((resolve, reject) => {
        const opening = indexedDB.open('diwan', 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore(WORDS, { keyPath: 'id', autoIncrement: true });
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
    });
}

function asked(request) {
    return new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
}

function token() {
    return document.querySelector('input[name="csrfmiddlewaretoken"]')?.value;
}

async function send(words) {
    const body = new URLSearchParams(words.fields.filter(([name]) => name !== 'csrfmiddlewaretoken'));
    const answer = await fetch(words.path, { method: 'POST', body, headers: { 'X-CSRFToken': token() } });
    return answer;
}

// One at a time, oldest first; what the server refuses stays and is shown, so that nothing is lost.
async function sendWaiting() {
    if (!navigator.onLine || !token()) return;
    const known = await store();
    const waiting = await asked(known.transaction(WORDS).objectStore(WORDS).getAll());
    let sent = 0;
    let where = '';
    for (const words of waiting) {
        const answer = await send(words).catch(() => null);
        if (!answer) break;
        if (!answer.ok) continue;
        await asked(known.transaction(WORDS, 'readwrite').objectStore(WORDS).delete(words.id));
        sent += 1;
        where = answer.url;
    }
    if (sent) say(region.dataset.sent, where);
    else if (waiting.length) say(region.dataset.waiting, '');
}

function say(words, where) {
    const toast = document.createElement('div');
    toast.className = 'toast';
    toast.append(words);
    if (where) {
        const link = document.createElement('a');
        link.href = where;
        link.textContent = region.dataset.look;
        toast.append(' ', link);
    }
    region.replaceChildren(toast);
}

// Two tabs must not send the same words: whoever holds the lock sends.
function sendOnce() {
    if (!('locks' in navigator)) return sendWaiting();
    return navigator.locks.request('diwan-words', { ifAvailable: true }, (lock) => (lock ? sendWaiting() : undefined));
}

const unread = document.querySelector('[data-unread]')?.dataset.unread;
if (unread !== undefined && 'setAppBadge' in navigator) navigator.setAppBadge(Number(unread)).catch(() => {});
if ('indexedDB' in window) {
    sendOnce();
    addEventListener('online', sendOnce);
}
