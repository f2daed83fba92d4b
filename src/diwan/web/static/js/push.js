// A form marked data-push lets this device be told: it asks the browser, and gives its subscription to the server.
// What a message holds, and who shows it, is written in docs/decisions/0009-reaching-people.md.

const form = document.querySelector('form[data-push]');

function bytesOf(key) {
    const text = atob(key.replaceAll('-', '+').replaceAll('_', '/').padEnd(Math.ceil(key.length / 4) * 4, '='));
    return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

function send(url, subscription) {
    const { endpoint, keys } = subscription.toJSON();
    const body = new FormData(form);
    body.set('endpoint', endpoint);
    body.set('p256dh', keys.p256dh);
    body.set('auth', keys.auth);
    return fetch(url, { method: 'POST', body });
}

async function begin(worker) {
    if ((await Notification.requestPermission()) !== 'granted') return refuse();
    const options = { userVisibleOnly: true, applicationServerKey: bytesOf(form.dataset.pushKey) };
    const subscription = await worker.pushManager.subscribe(options);
    const answer = await send(form.dataset.pushUrl, subscription);
    if (answer.ok) return location.reload();
    await subscription.unsubscribe();
    refuse();
}

async function stop(subscription) {
    await send(form.dataset.pushEnd, subscription);
    await subscription.unsubscribe();
    location.reload();
}

function refuse() {
    form.querySelector('[data-push-refused]').hidden = false;
}

async function prepare() {
    const worker = await navigator.serviceWorker.ready; // offline.js starts it a while after the first page is there
    const subscription = await worker.pushManager.getSubscription();
    const [beginning, ending] = [form.querySelector('[data-push-begin]'), form.querySelector('[data-push-stop]')];
    form.hidden = false;
    beginning.hidden = Boolean(subscription);
    ending.hidden = !subscription;
    beginning.addEventListener('click', () => begin(worker).catch(refuse));
    ending.addEventListener('click', () => stop(subscription).catch(refuse));
}

if (form && 'serviceWorker' in navigator && 'PushManager' in window) prepare();
