// Typing @ shows members; the list is a list box that the field's own keys walk through.
const known = new Map();

export function start(pen) {
  const { expander, field, words } = pen;
  expander.addEventListener('text-expander-change', event => {
    if (event.detail.key !== '@') return;
    event.detail.provide(lookUp(words.names, event.detail.text));
  });
  expander.addEventListener('text-expander-value', event => {
    event.detail.value = event.detail.item.dataset.value;
  });
  expander.addEventListener('text-expander-committed', () => field.dispatchEvent(new Event('input', { bubbles: true })));
  const told = document.createElement('span');
  Object.assign(told, { className: 'vh', role: 'status' });
  expander.after(told);
  expander.addEventListener('text-expander-activate', () => requestAnimationFrame(() => {
    keepInSight(expander);
    sayItIsOpen(field, expander, told, words.found);
  }));
  expander.addEventListener('text-expander-deactivate', () => {
    told.textContent = '';
    field.removeAttribute('aria-autocomplete');
  });
}

async function lookUp(address, typed) {
  if (/\s/.test(typed)) return { matched: false };
  if (!known.has(typed)) {
    const answer = await fetch(`${address}?${new URLSearchParams({ q: typed })}`).catch(() => null);
    if (!answer?.ok) return { matched: false };
    known.set(typed, await answer.text());
  }
  const frame = document.createElement('template');
  frame.innerHTML = known.get(typed);
  const list = frame.content.querySelector('[role="listbox"]');
  return { matched: Boolean(list?.children.length), fragment: list };
}

// A text area may not be called a combo box: it stays the text it is, and says that a list belongs to it.
function sayItIsOpen(field, expander, told, words) {
  const list = expander.querySelector('[role="listbox"]');
  if (!list) return;
  for (const name of ['role', 'aria-expanded', 'aria-haspopup', 'aria-multiline']) field.removeAttribute(name);
  field.setAttribute('aria-autocomplete', 'list');
  told.textContent = words;
}

// The element puts the list at the caret and lets it run to the right; it belongs where the reading goes, in sight.
function keepInSight(expander) {
  const list = expander.querySelector('[role="listbox"]');
  if (!list) return;
  const isRtl = getComputedStyle(document.documentElement).direction === 'rtl';
  const { left, top, bottom, width, height } = list.getBoundingClientRect();
  const wanted = Math.max(8, Math.min(isRtl ? left - width : left, document.documentElement.clientWidth - width - 8));
  if (bottom > document.documentElement.clientHeight && top > height + 40) list.style.top = `${parseFloat(getComputedStyle(list).top) - height - 32}px`;
  list.style.left = `${parseFloat(getComputedStyle(list).left) + wanted - left}px`;
}
