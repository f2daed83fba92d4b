// One stream of events for the page, or a question every few seconds where a stream cannot be held.
// An event says that something changed, and is heard once; live-parts.js fetches what changed.
import { take, topics } from './live-parts.js';

const root = document.querySelector('[data-live-stream]');
const EVERY = 5000; // between two questions while the page is in sight
const EVERY_HIDDEN = 60000;
const LET_GO = 20000; // a page out of sight gives its connection back: a browser has six for a site
const SILENCE = 40000; // the server beats every fifteen seconds; after this the line is dead, whatever it looks like
const LONGEST_WAIT = 60000;
const heard = new Set();
let after = Number(root?.dataset.liveAfter ?? 0);
let following = '';
let stream = null;
let failures = 0;
let asking = 0;
let opening = 0;
let silence = 0;
let letting = 0;
let state = '';

function say(next) {
  if (state === next) return;
  state = next;
  root.dataset.liveState = next;
  document.dispatchEvent(new CustomEvent('live:state', { detail: next }));
}

function hear(event) {
  after = Math.max(after, event.id);
  if (heard.has(event.id)) return;
  heard.add(event.id);
  if (heard.size > 500) heard.delete(heard.values().next().value);
  document.dispatchEvent(new CustomEvent('live:event', { detail: event }));
  take(event);
}

function address(path) {
  const url = new URL(path, location.href);
  for (const topic of following.split(' ')) url.searchParams.append('topic', topic);
  url.searchParams.set('after', after);
  return url;
}

function close() {
  stream?.close();
  stream = null;
  clearTimeout(opening);
  clearTimeout(silence);
}

function listen() {
  clearTimeout(silence);
  silence = setTimeout(cut, SILENCE);
}

function open() {
  close();
  if (!following || state === 'off') return;
  stream = new EventSource(address(root.dataset.liveStream));
  listen();
  stream.addEventListener('beat', () => {
    failures = 0;
    clearTimeout(asking);
    asking = 0;
    say('open');
    listen();
  });
  stream.addEventListener('message', message => { listen(); hear(JSON.parse(message.data)); });
  stream.addEventListener('error', cut);
}

// The line is cut: ask at once what was missed, go on asking, and try to open it again, each time a little later.
function cut() {
  close();
  failures += 1;
  opening = setTimeout(open, Math.min(LONGEST_WAIT, 1000 * 2 ** failures));
  if (!asking) ask();
}

async function ask() {
  clearTimeout(asking);
  asking = -1;
  say(document.hidden ? 'hidden' : 'asking');
  try {
    const answer = await fetch(address(root.dataset.liveAsk), { redirect: 'manual', headers: { Accept: 'application/json' } });
    if (answer.ok) {
      for (const event of (await answer.json()).events) hear(event);
    } else if (answer.type === 'opaqueredirect' || [401, 403, 404].includes(answer.status)) {
      end(); // signed out, suspended, or the page is gone: nobody to ask any more
      return;
    }
  } catch { /* no network: the next question may find one */ }
  if (asking === -1) asking = setTimeout(ask, document.hidden ? EVERY_HIDDEN : EVERY);
}

function end() {
  close();
  clearTimeout(asking);
  say('off');
}

function follow() {
  const wanted = topics().slice(0, 20).join(' ');
  if (wanted === following || state === 'off') return;
  following = wanted;
  if (!document.hidden) open();
}

function turn() {
  clearTimeout(letting);
  if (state === 'off') return;
  if (document.hidden) {
    letting = setTimeout(() => { close(); ask(); }, LET_GO);
  } else if (!stream) {
    failures = 0;
    open();
  }
}

if (root) {
  follow();
  document.addEventListener('visibilitychange', turn);
  document.addEventListener('htmx:after:swap', follow);
  addEventListener('pagehide', close);
  addEventListener('pageshow', event => event.persisted && open()); // back from the browser's memory: catch up
  addEventListener('online', () => state !== 'off' && open());
}
