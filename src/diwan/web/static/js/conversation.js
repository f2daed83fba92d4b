// A conversation that is open: stays at its end, remembers how far was read, answers in place. The page works without it.
const list = document.getElementById('messages');
const isPast = list?.hasAttribute('data-past');
const below = document.querySelector('[data-below]');
const BEAT = 60000;
const NEAR = 160;

const say = () => document.getElementById('say');
const messages = () => [...list.querySelectorAll(':scope > .message')];
const numberOf = item => Number(item?.dataset.number ?? 0);
const last = () => numberOf(messages().at(-1));
const isNearEnd = () => innerHeight + scrollY >= document.documentElement.scrollHeight - NEAR;
const toEnd = () => scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' });

function send(address, fields) {
  const body = new FormData();
  body.set('csrfmiddlewaretoken', document.querySelector('input[name="csrfmiddlewaretoken"]').value);
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  return fetch(address, { method: 'POST', body, headers: { 'HX-Request': 'true' } }).catch(() => null);
}

// What is in sight at the end of the list has been read.
let read = document.querySelector('[data-read]') ? last() : 0;
function reading() {
  const form = document.querySelector('[data-reading]');
  if (!form || document.visibilityState !== 'visible' || !isNearEnd() || last() <= read) return;
  read = last();
  send(form.action, { number: read });
}

// Everything stands once, in the order it was said; a day is not named twice.
function tidy() {
  const seen = new Set();
  for (const item of messages()) {
    if (seen.has(item.id)) item.remove();
    seen.add(item.id);
    const before = item.previousElementSibling;
    if (before?.matches('.message') && numberOf(before) > numberOf(item)) {
      messages().find(other => numberOf(other) > numberOf(item))?.before(item);
    }
  }
  document.getElementById('nothing-said')?.remove();
  const field = say()?.elements.seen;
  if (field) field.value = last();
}

function arrived(wasNear, isOwn) {
  tidy();
  if (wasNear || isOwn) {
    toEnd();
    reading();
  } else if (below) {
    below.hidden = false;
  }
}

function quote(id) {
  const form = say();
  const item = document.getElementById(`message-${id}`);
  if (!form || !item) return false;
  const shown = form.querySelector('[data-quote]');
  let named = item;
  while (named && !named.querySelector('.by')) named = named.previousElementSibling;
  shown.querySelector('bdi').textContent = named?.querySelector('.by a')?.textContent ?? '';
  shown.querySelector('span').textContent = item.querySelector('.body')?.textContent.trim().slice(0, 120) ?? '';
  shown.hidden = false;
  form.elements.reply_to.value = id;
  form.elements.body.focus();
  return true;
}

function unquote() {
  const form = say();
  form.querySelector('[data-quote]').hidden = true;
  form.elements.reply_to.value = '';
  form.elements.body.focus();
}

if (list && !isPast) {
  let near = true;
  addEventListener('scroll', () => {
    near = isNearEnd();
    if (near && below) below.hidden = true;
    reading();
  }, { passive: true });
  list.addEventListener('live:placed', () => arrived(near, false));
  document.addEventListener('visibilitychange', reading);
  document.addEventListener('htmx:after:swap', event => {
    if (event.target?.id === 'earlier' || !say()) return;
    const isSent = !say().querySelector('.error');
    arrived(near, isSent);
    if (isSent) say().elements.body.focus({ preventScroll: true });
  });
  const fresh = document.getElementById('new');
  if (!location.hash) {
    if (fresh) fresh.scrollIntoView({ block: 'start' });
    else toEnd();
  }
  near = isNearEnd();
  if (below) below.hidden = true;
  reading();
}

document.addEventListener('click', event => {
  const reply = event.target.closest('[data-reply]');
  if (reply && quote(reply.dataset.reply)) {
    event.preventDefault();
    reply.closest('details')?.removeAttribute('open');
  }
  if (event.target.closest('[data-unquote]')) unquote();
});

// Enter sends where there is a keyboard; with Shift, while a word is composed, and on touch screens it is a new line.
document.addEventListener('keydown', event => {
  const isSend = event.key === 'Enter' && !event.shiftKey && !event.isComposing && matchMedia('(pointer: fine)').matches;
  if (!isSend || event.target !== say()?.elements.body) return;
  event.preventDefault();
  say().requestSubmit();
});

document.addEventListener('change', event => {
  if (event.target.name !== 'pictures') return;
  const chosen = event.target.form.querySelector('[data-chosen]');
  if (chosen) chosen.textContent = event.target.files.length ? Number(event.target.files.length).toLocaleString('en') : '';
});

// Here now: said once a minute while the page is in sight.
function here() {
  if (list?.dataset.presence && document.visibilityState === 'visible') send(list.dataset.presence, {});
}
here();
setInterval(here, BEAT);
