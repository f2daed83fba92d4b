// The service worker. Reads: the network first, what was visited before when it is gone. Writes: words that were on
// their way when the network went are kept and sent by the page later. Nothing about money is ever kept or repeated.
const SHELL = `shell-${DIWAN.version}`;
const VISITED = 'visited';
const MOST_VISITED = 60;
const KEPT_PAGES = /^\/c\/[^/]+\/(t\/\d+\/|feed\/|s\/[^/]+\/)$/;
const KEPT_WORDS = /^\/c\/[^/]+\/(t\/\d+\/comments\/|posts\/|drafts\/)$/;
const ANOTHER_PERSON = /^\/(accounts\/(login|logout|2fa)\/|demo\/)/;

self.addEventListener('install', (event) => {
    event.waitUntil(caches.open(SHELL).then((shell) => shell.addAll(DIWAN.shell)).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
    event.waitUntil((async () => {
        const old = (await caches.keys()).filter((name) => name.startsWith('shell-') && name !== SHELL);
        await Promise.all(old.map((name) => caches.delete(name)));
    })());
});

self.addEventListener('fetch', (event) => {
    const { request } = event;
    const address = new URL(request.url);
    if (address.origin !== location.origin) return;
    if (request.method === 'POST' && ANOTHER_PERSON.test(address.pathname)) event.waitUntil(caches.delete(VISITED));
    if (request.method === 'POST' && request.mode === 'navigate' && KEPT_WORDS.test(address.pathname)) {
        event.respondWith(sendOrKeep(request, address));
    } else if (request.method === 'GET' && address.pathname.startsWith('/static/')) {
        event.respondWith(fromShell(request));
    } else if (request.method === 'GET' && request.mode === 'navigate') {
        event.respondWith(visit(request, address));
    }
});

async function fromShell(request) {
    const kept = await caches.match(request, { cacheName: SHELL });
    return kept ?? fetch(request);
}

async function visit(request, address) {
    try {
        const answer = await fetch(request);
        if (answer.status === 200 && !answer.redirected && KEPT_PAGES.test(address.pathname)) await remember(request, answer.clone());
        return answer;
    } catch {
        return (await caches.match(request, { cacheName: VISITED })) ?? offlinePage();
    }
}

async function offlinePage() {
    return (await caches.match('/offline/', { cacheName: SHELL })) ?? Response.error();
}

async function remember(request, answer) {
    const visited = await caches.open(VISITED);
    await visited.delete(request);
    await visited.put(request, answer);
    const all = await visited.keys();
    await Promise.all(all.slice(0, Math.max(0, all.length - MOST_VISITED)).map((one) => visited.delete(one)));
}

async function sendOrKeep(request, address) {
    const copy = request.clone();
    try {
        return await fetch(request);
    } catch {
        const fields = [...(await copy.formData()).entries()].filter(([, value]) => typeof value === 'string');
        await keep({ path: address.pathname, fields, at: Date.now() });
        return Response.redirect('/offline/?kept=1', 303);
    }
}

// The same small store as in offline.js: a worker of this kind cannot share modules with pages everywhere.
function keep(words) {
    return new Promise((resolve, reject) => {
        const opening = indexedDB.open('diwan', 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore('words', { keyPath: 'id', autoIncrement: true });
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
            const done = opening.result.transaction('words', 'readwrite');
            done.objectStore('words').add(words);
            done.oncomplete = () => { opening.result.close(); resolve(); };
            done.onerror = () => reject(done.error);
        };
    });
}

self.addEventListener('push', (event) => {
    const { title, body, url, tag } = event.data ? event.data.json() : {};
    if (!title) return;
    const look = { body, tag, data: { url }, dir: 'auto', icon: '/icon-192.png', badge: '/icon-192.png' };
    event.waitUntil(self.registration.showNotification(title, look));
});

self.addEventListener('notificationclick', (event) => {
    event.notification.close();
    const target = new URL(event.notification.data?.url ?? '/', location.origin);
    if (target.origin === location.origin) event.waitUntil(lookAt(target.href));
});

async function lookAt(href) {
    const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
    const there = windows.find((one) => one.url === href);
    return there ? there.focus() : self.clients.openWindow(href);
}
