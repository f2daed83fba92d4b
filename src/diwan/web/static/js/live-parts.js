// What an event changes on the page: hooks (data-live…) fetch their part, worded for this reader, and put it in place.
const GATHER = 60; // events that come together are fetched together
const AGAIN = 5000;
const MOST = 50;
const waiting = new Map(); // hook → { facts, timer, busy }

export function topics() {
  const found = [...document.querySelectorAll('[data-live]')].flatMap(hook => hook.dataset.live.split(/\s+/));
  return [...new Set(found.filter(Boolean))].sort();
}

export function take(event) {
  for (const hook of document.querySelectorAll(`[data-live~="${CSS.escape(event.topic)}"]`)) {
    const names = hook.dataset.liveOn?.split(/\s+/);
    if (names && !names.includes(event.name)) continue;
    if (!hook.dataset.liveFetch || isKnown(hook, event.facts)) continue;
    const queue = waiting.get(hook) ?? { facts: [], timer: 0, busy: false };
    queue.facts.push(event.facts);
    waiting.set(hook, queue);
    schedule(hook, queue, GATHER);
  }
}

const filled = (pattern, value) => pattern.replace(/\{(\w+)\}/g, (_, name) => value(name));

// data-live-known="message-{message}": what stands on the page already is not asked for.
function isKnown(hook, facts) {
  const id = hook.dataset.liveKnown;
  return Boolean(id && document.getElementById(filled(id, name => facts[name])));
}

function schedule(hook, queue, delay) {
  if (queue.timer || queue.busy) return;
  queue.timer = setTimeout(() => { queue.timer = 0; fetchPart(hook, queue); }, delay);
}

async function fetchPart(hook, queue) {
  if (!hook.isConnected) { waiting.delete(hook); return; }
  const isOffer = hook.dataset.livePut === 'offer';
  const asked = queue.facts.filter(facts => !isKnown(hook, facts)).slice(0, MOST);
  if (!isOffer) queue.facts.splice(0, MOST);
  if (!asked.length) return;
  queue.busy = true;
  const told = queue.facts.length;
  const listed = name => encodeURIComponent([...new Set(asked.map(facts => facts[name]))].join(','));
  let isAgain = false;
  try {
    const answer = await fetch(filled(hook.dataset.liveFetch, listed), { redirect: 'manual', headers: { 'HX-Request': 'true' } });
    if (answer.status === 200) put(hook, await answer.text());
    isAgain = answer.status === 429 || answer.status >= 500;
  } catch { isAgain = true; }
  queue.busy = false;
  if (isAgain && !isOffer) queue.facts.unshift(...asked);
  if (isAgain) schedule(hook, queue, AGAIN);
  else if (isOffer ? queue.facts.length > told : queue.facts.length) schedule(hook, queue, GATHER);
}

function put(hook, html) {
  const part = new DOMParser().parseFromString(html, 'text/html').body;
  const way = hook.dataset.livePut;
  if (way === 'offer') offer(hook, part);
  else if (way === 'end') graft(part);
  else part.querySelectorAll('[id]').forEach(replace);
}

// The same element, newer. Whoever stands in it with the keyboard goes on standing there.
function replace(fresh) {
  const old = document.getElementById(fresh.id);
  if (!old || old.outerHTML === fresh.outerHTML) return;
  const stops = element => [...element.querySelectorAll('a, button, input, select, textarea')];
  const at = stops(old).indexOf(document.activeElement);
  const put_ = document.importNode(fresh, true);
  old.replaceWith(put_);
  window.htmx?.process(put_);
  stops(put_)[at]?.focus({ preventScroll: true });
}

// What is not on the page yet, put where the answer has it: into the same parent, of the element with the same id.
function graft(part) {
  const placed = [];
  for (const fresh of part.querySelectorAll('[id]')) {
    if (fresh.hasAttribute('data-live-same')) { replace(fresh); continue; }
    if (document.getElementById(fresh.id) || placed.some(one => one.from.contains(fresh))) continue;
    const home = fresh.parentElement;
    const anchor = home.closest('[id]') && document.getElementById(home.closest('[id]').id);
    if (!anchor) continue;
    const there = home.id ? anchor : anchor.querySelector(`:scope > ${home.localName}`) ?? anchor.appendChild(document.importNode(home, false));
    const element = document.importNode(fresh, true);
    there.append(element);
    window.htmx?.process(element);
    placed.push({ from: fresh, element });
  }
  for (const { element } of placed) element.dispatchEvent(new CustomEvent('live:placed', { bubbles: true }));
  return placed.map(one => one.element);
}

// New words wait behind a bar that says how many there are; the page moves when the reader says so.
function offer(hook, part) {
  const bars = hook.querySelector('[data-live-bars]');
  const bar = part.querySelector('[data-live-bar]');
  if (!bars || !bar) return;
  bar.remove();
  const shown = document.importNode(bar, true);
  const show = shown.matches('[data-live-show]') ? shown : shown.querySelector('[data-live-show]');
  const hadFocus = bars.contains(document.activeElement);
  show.addEventListener('click', () => {
    bars.replaceChildren();
    waiting.delete(hook);
    const [first] = graft(part);
    if (!first) return;
    first.tabIndex = -1;
    first.focus();
  });
  bars.replaceChildren(shown);
  if (hadFocus) show.focus({ preventScroll: true });
}
