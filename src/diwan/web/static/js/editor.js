// The helps for writing, put beside whichever field is being written in. Without this file a field is a plain text
// area, and everything it is for works.
const parts = document.getElementById('pen-parts');
const started = new WeakSet();
let helps;

// One module after another is fetched only when somebody begins to write: reading pages stay light.
function fetchHelps() {
  helps ??= Promise.all(parts.dataset.modules.trim().split(/\s+/).map(address => import(address)));
  return helps;
}

// Words are put in as if typed, so that the browser's own undo takes them out again.
function insert(field, text, start = field.selectionStart, end = field.selectionEnd) {
  field.focus();
  field.setSelectionRange(start, end);
  const before = field.value;
  document.execCommand(text ? 'insertText' : 'delete', false, text);
  if (field.value !== before || before.slice(start, end) === text) return;
  field.setRangeText(text, start, end, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

// What stands for something else is exchanged wherever the writer has gone on to by now.
function exchange(field, from, to) {
  const at = field.value.indexOf(from);
  if (at < 0) return;
  const [start, end, active] = [field.selectionStart, field.selectionEnd, document.activeElement];
  field.setRangeText(to, at, at + from.length, 'preserve');
  if (active === field) field.setSelectionRange(...[start, end].map(place => (place > at ? Math.max(at, place + to.length - from.length) : place)));
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function copyOf(name) {
  return parts.content.querySelector(name).cloneNode(true);
}

// The helper a module is given: the form, its field, where helps stand, and the words of the page.
function penOf(form) {
  const field = form.querySelector('textarea[name="body"]');
  const expander = field.closest('text-expander');
  const pen = {
    form, field, expander, parts, copyOf,
    words: parts.dataset,
    token: form.querySelector('[name="csrfmiddlewaretoken"]').value,
    waiting: new Set(),
    insert: (...how) => insert(field, ...how),
    exchange: (from, to) => exchange(field, from, to),
    refuse(sentence) {
      const said = copyOf('.pen-refused');
      said.lastElementChild.textContent = sentence;
      expander.after(said);
      setTimeout(() => said.remove(), 12000);
    },
  };
  return pen;
}

async function start(form) {
  if (started.has(form)) return;
  started.add(form);
  const pen = penOf(form);
  for (const help of await fetchHelps()) help.start?.(pen);
  form.dispatchEvent(new CustomEvent('pen:ready', { detail: pen }));
}

// A picture still on its way is waited for; then the words are sent as they were meant to be.
document.addEventListener('pen:ready', event => {
  const { form, waiting } = event.detail;
  form.addEventListener('submit', submitting => {
    if (!waiting.size) return;
    submitting.preventDefault();
    Promise.allSettled([...waiting]).then(() => form.requestSubmit(submitting.submitter));
  });
}, true);

if (parts) {
  document.addEventListener('focusin', event => {
    const form = event.target.closest('[data-pen]');
    if (form && (event.target.matches('textarea') || event.target.matches('.title'))) start(form);
  });
  document.addEventListener('click', async event => {
    const picker = event.target.closest('[data-picks-here]');
    if (!picker) return;
    event.preventDefault();
    const form = picker.closest('[data-pen]');
    await start(form);
    form.querySelector('[data-picks]').click();
  });
  for (const form of document.querySelectorAll('[data-pen-open]')) start(form);
  document.documentElement.dataset.pens = 'ready';
}
