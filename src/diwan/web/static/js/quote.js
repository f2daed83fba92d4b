// Words chosen in a discussion can be quoted: they go, under their author's name, into the reply to whoever said them.
const parts = document.getElementById('pen-parts');
const button = parts?.content.querySelector('.pen-quote').cloneNode(true);

function saidIn(node) {
  const body = (node instanceof Element ? node : node.parentElement)?.closest('.body');
  const holder = body?.closest('[id^="comment-"], article[id^="post-"]');
  return holder && !body.closest('.pen-seen') ? { body, holder } : null;
}

function chosen() {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.toString().trim()) return null;
  const [from, to] = [saidIn(selection.anchorNode), saidIn(selection.focusNode)];
  return from && from.body === to?.body ? { ...from, text: selection.toString(), range: selection.getRangeAt(0) } : null;
}

function offer() {
  const found = chosen();
  if (!found) return button.remove();
  const { bottom, left, width } = found.range.getBoundingClientRect();
  document.body.append(button);
  const wide = button.offsetWidth;
  const start = Math.max(8, Math.min(left + width / 2 - wide / 2, document.documentElement.clientWidth - wide - 8));
  button.style.translate = `${start + scrollX}px ${bottom + scrollY + 8}px`;
}

function fieldFor(holder) {
  const details = [...holder.querySelectorAll('details.reply')].find(one => one.closest('[id^="comment-"]') === holder);
  if (details) details.open = true;
  return (details ?? document.getElementById('say'))?.querySelector('textarea');
}

function quote(holder, text) {
  const field = fieldFor(holder);
  if (!field) return;
  const author = holder.querySelector('header bdi, header .name, header a')?.textContent.trim() ?? '';
  const lines = [`**${author}:**`, ...text.trim().split(/\n/)].map(line => `> ${line}`.trimEnd());
  const before = field.value.trim() ? `${field.value.trimEnd()}\n\n` : '';
  field.focus();
  field.value = `${before}${lines.join('\n')}\n\n`;
  field.setSelectionRange(field.value.length, field.value.length);
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.scrollIntoView({ block: 'center' });
}

if (button) {
  let timer;
  document.addEventListener('selectionchange', () => {
    clearTimeout(timer);
    timer = setTimeout(offer, 150);
  });
  button.addEventListener('mousedown', event => event.preventDefault());
  button.addEventListener('click', () => {
    const found = chosen();
    button.remove();
    if (found) quote(found.holder, found.text);
  });
  // The link in a comment's menu quotes all of it; without script it opens the page with the reply begun.
  document.addEventListener('click', event => {
    const link = event.target.closest('[data-quotes]');
    const holder = link && document.getElementById(link.dataset.quotes);
    if (!holder) return;
    event.preventDefault();
    link.closest('details')?.removeAttribute('open');
    quote(holder, holder.querySelector('.body').innerText);
  });
}
