// The tools above the field: one stop of the Tab key, arrows between them in reading direction, and the same by keys.
const WHOLE_LINES = new Set(['header-2', 'quote']);

export function start(pen) {
  const { form, field, expander, copyOf } = pen;
  const bar = copyOf('.pen-bar');
  const tools = bar.querySelector('markdown-toolbar');
  tools.setAttribute('for', field.id);
  tools.setAttribute('aria-controls', field.id);
  const polls = form.querySelector('.poll-fields');
  if (polls) tools.querySelector('[data-polls]').hidden = false;
  const inRow = form.matches('.composer');
  if (inRow) form.querySelector(':scope > .row').before(bar);
  else expander.before(bar);
  const buttons = [...tools.querySelectorAll('button:not([hidden])')];
  buttons[0].tabIndex = 0;
  tools.addEventListener('keydown', event => rove(event, buttons));
  tools.addEventListener('mousedown', event => event.preventDefault()); // the field keeps its caret
  tools.addEventListener('click', event => takeLines(event, field), true);
  tools.querySelector('[data-polls]').addEventListener('click', () => openPoll(polls));
  field.addEventListener('keydown', event => byKeys(event, tools));
  tabs(pen, bar);
}

function rove(event, buttons) {
  const at = buttons.indexOf(event.target.closest('button'));
  const isRtl = getComputedStyle(event.currentTarget).direction === 'rtl';
  const step = { ArrowRight: isRtl ? -1 : 1, ArrowLeft: isRtl ? 1 : -1 }[event.key];
  const to = event.key === 'Home' ? 0 : event.key === 'End' ? buttons.length - 1 : step && at >= 0 ? (at + step + buttons.length) % buttons.length : -1;
  if (to < 0) return;
  event.preventDefault();
  for (const button of buttons) button.tabIndex = -1;
  buttons[to].tabIndex = 0;
  buttons[to].focus();
}

// A heading and a quotation are whole lines, wherever in them the caret stands.
function takeLines(event, field) {
  if (!WHOLE_LINES.has(event.target.closest('[data-md-button]')?.dataset.mdButton)) return;
  const start = field.value.lastIndexOf('\n', field.selectionStart - 1) + 1;
  const end = field.value.indexOf('\n', field.selectionEnd);
  field.setSelectionRange(start, end < 0 ? field.value.length : end);
}

// By the place of the key, not by what it writes: an Arabic keyboard has the same shortcuts.
function byKeys(event, tools) {
  if (!(event.ctrlKey || event.metaKey)) return;
  const code = `${event.altKey ? 'alt+' : ''}${event.shiftKey ? 'shift+' : ''}${event.code}`;
  const button = tools.querySelector(`[data-code="${code}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
}

function openPoll(fields) {
  fields.open = true;
  fields.querySelector('input:not([type="hidden"])').focus();
}

function tabs({ form, field, expander, parts, copyOf }, bar) {
  const seen = copyOf('.pen-seen');
  expander.after(seen);
  const tools = bar.querySelector('markdown-toolbar');
  const list = bar.querySelector('[role="tablist"]');
  const [write, preview] = list.children;
  seen.id = `${field.id}-seen`;
  write.setAttribute('aria-controls', field.id);
  preview.setAttribute('aria-controls', seen.id);
  preview.setAttribute('hx-post', parts.dataset.preview);
  preview.setAttribute('hx-target', `#${seen.id}`);
  preview.setAttribute('hx-include', `#${CSS.escape(field.id)}`);
  preview.setAttribute('hx-swap', 'innerHTML');
  window.htmx?.process(preview);

  const show = (tab, isAsked) => {
    const isPreview = tab === preview;
    for (const one of list.children) {
      one.setAttribute('aria-selected', String(one === tab));
      one.tabIndex = one === tab ? 0 : -1;
    }
    seen.hidden = !isPreview;
    field.hidden = isPreview;
    tools.hidden = isPreview;
    if (isAsked) (isPreview ? tab : field).focus();
  };
  write.addEventListener('click', () => show(write, true));
  preview.addEventListener('click', () => show(preview, false));
  list.addEventListener('keydown', event => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    const other = document.activeElement === write ? preview : write;
    other.focus();
    if (other === preview) preview.click();
    else show(write, false);
  });
  form.addEventListener('submit', () => show(write, false));
}
