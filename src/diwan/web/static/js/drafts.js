// What is typed is kept in this browser as it is typed, and a post on the server every ten seconds; it comes back after
// a reload, a crash or a dead battery, and is forgotten only when the server says that it has arrived.
const KEEP = 'diwan.words.';
const DAYS_KEPT = 30;
const SERVER_EVERY_MS = 10000;
const OURS = new Set(['csrfmiddlewaretoken', 'kept_as', 'pictures', 'images']);
const parts = document.getElementById('pen-parts');
const cookie = name => document.cookie.split('; ').find(one => one.startsWith(`${name}=`))?.slice(name.length + 1);

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(KEEP + key));
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    if (value) localStorage.setItem(KEEP + key, JSON.stringify(value));
    else localStorage.removeItem(KEEP + key);
  } catch {
    // A full or forbidden store: the page itself still holds the words.
  }
}

function tidy() {
  const oldest = Date.now() - DAYS_KEPT * 86400000;
  const keys = Array.from({ length: localStorage.length }, (_, place) => localStorage.key(place));
  for (const name of keys.filter(one => one?.startsWith(KEEP))) {
    const key = name.slice(KEEP.length);
    if (!(read(key)?.at > oldest)) write(key, null);
  }
  const arrived = cookie('diwan_arrived');
  if (!arrived) return;
  write(arrived, null);
  document.cookie = 'diwan_arrived=; Max-Age=0; Path=/; SameSite=Lax';
}

function fieldsOf(form) {
  const kept = [...form.elements].filter(one => one.name && !OURS.has(one.name) && !['submit', 'button', 'file'].includes(one.type));
  return kept.map(one => ({ one, value: ['checkbox', 'radio'].includes(one.type) ? one.checked : one.value }));
}

const shot = form => fieldsOf(form).map(({ value }) => value);
const isEmpty = form => !['title', 'body'].some(name => form.elements[name]?.value.trim());

function clockTime(at) {
  const digits = parts.dataset.digits;
  const locale = `${document.documentElement.lang}-u-nu-${digits}`;
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
}

function restore(form, key) {
  const kept = read(key);
  const now = fieldsOf(form);
  if (!kept || kept.values.length !== now.length || JSON.stringify(kept.values) === JSON.stringify(shot(form))) return;
  const before = now.map(({ value }) => value);
  fill(now, kept.values);
  form.closest('details')?.setAttribute('open', '');
  if (form.querySelector('.poll-fields input:is([type="text"], :not([type])):not(:placeholder-shown)[name="poll-answers"]')) form.querySelector('.poll-fields').open = true;
  const line = parts.content.querySelector('.pen-restored').cloneNode(true);
  line.firstElementChild.textContent = parts.dataset.restored.replace('{time}', clockTime(kept.at));
  line.lastElementChild.addEventListener('click', () => {
    fill(now, before);
    write(key, null);
    line.remove();
    form.elements.body.focus();
  });
  (form.querySelector('.write') ?? form.querySelector('.pen')).append(line);
}

function fill(fields, values) {
  fields.forEach(({ one }, place) => {
    if (typeof values[place] === 'boolean') one.checked = values[place];
    else if (one.name !== 'seen' && one.name !== 'draft') one.value = values[place];
    if (one.name === 'body') one.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

// The server's copy, for posts: another device finds it among the drafts.
function keepThere(form, key) {
  let known = JSON.stringify(shot(form));
  let isBusy = false;
  const line = parts.content.querySelector('.pen-said').cloneNode(true);
  form.querySelector('.pen').append(line);

  async function keep(isLeaving = false) {
    const now = JSON.stringify(shot(form));
    if (isBusy || form.dataset.sent || now === known || isEmpty(form)) return;
    isBusy = true;
    const facts = new FormData(form);
    facts.delete('pictures');
    const answer = await fetch(parts.dataset.keeping, { method: 'POST', body: facts, keepalive: isLeaving }).catch(() => null);
    const told = answer?.ok ? await answer.json().catch(() => null) : null;
    isBusy = false;
    if (!told || form.dataset.sent) return;
    form.elements.draft.value = told.draft;
    form.elements.seen.value = told.seen;
    known = JSON.stringify(shot(form));
    line.textContent = parts.dataset.kept.replace('{time}', clockTime(Date.now()));
    if (told.beside) sayBeside(form, told.beside);
  }
  setInterval(keep, SERVER_EVERY_MS);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && keep(true));
}

function sayBeside(form, address) {
  form.querySelector('.pen-beside')?.remove();
  const said = parts.content.querySelector('.pen-beside').cloneNode(true);
  said.querySelector('a').href = address;
  form.querySelector('.pen').append(said);
}

function watch(form) {
  const key = form.dataset.pen;
  const name = document.createElement('input');
  Object.assign(name, { type: 'hidden', name: 'kept_as', value: key });
  form.append(name);
  const begun = JSON.stringify(shot(form));
  restore(form, key);
  let timer;
  const keep = () => write(key, JSON.stringify(shot(form)) === begun || isEmpty(form) ? null : { at: Date.now(), values: shot(form) });
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(keep, 300);
  });
  addEventListener('pagehide', () => !form.dataset.sent && form.dataset.touched && keep());
  form.addEventListener('input', () => { form.dataset.touched = 'yes'; }, { once: true });
  form.addEventListener('submit', event => {
    clearTimeout(timer);
    keep();
    if (!event.defaultPrevented) form.dataset.sent = 'yes';
  });
  addEventListener('pageshow', event => event.persisted && delete form.dataset.sent);
  if ('keptThere' in form.dataset) keepThere(form, key);
}

if (parts) {
  tidy();
  for (const form of document.querySelectorAll('[data-pen]')) watch(form);
}
