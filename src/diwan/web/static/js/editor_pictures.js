// Pictures pasted, dropped or chosen go up while one writes on; where they will stand, the text says so.
let count = 0;

export function start(pen) {
  const { form, field } = pen;
  const bar = form.querySelector('.pen-bar');
  const chooser = bar.querySelector('[data-files]');
  pen.list = pen.copyOf('.pen-pictures');
  (form.matches('.composer') ? bar : pen.expander).after(pen.list);
  bar.querySelector('[data-picks]').addEventListener('click', () => chooser.click());
  chooser.addEventListener('change', () => {
    takeAll(pen, chooser.files);
    chooser.value = '';
  });
  field.addEventListener('paste', event => {
    const files = picturesIn(event.clipboardData);
    if (!files.length || event.clipboardData.getData('text/plain')) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    takeAll(pen, files);
  });
  field.addEventListener('dragover', event => {
    if ([...event.dataTransfer.items].some(item => item.kind === 'file')) event.preventDefault();
  });
  field.addEventListener('drop', event => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    takeAll(pen, event.dataTransfer.files);
  });
}

function picturesIn(data) {
  return [...(data?.files ?? [])].filter(file => file.type.startsWith('image/'));
}

function takeAll(pen, files) {
  for (const file of files) {
    const job = send(pen, file).finally(() => pen.waiting.delete(job));
    pen.waiting.add(job);
  }
}

async function send(pen, file) {
  count += 1;
  const place = `![${pen.words.sending} ${count}…]()`;
  const { field } = pen;
  const isAlone = field.selectionStart === 0 || field.value[field.selectionStart - 1] === '\n';
  pen.insert(`${isAlone ? '' : '\n\n'}${place}\n\n`);
  const facts = new FormData();
  facts.set('picture', file);
  const answer = await fetch(pen.words.pictures, { method: 'POST', body: facts, headers: { 'X-CSRFToken': pen.token } }).catch(() => null);
  const told = await answer?.json().catch(() => null);
  if (!answer?.ok || !told?.url) {
    pen.exchange(`${place}\n\n`, '');
    pen.exchange(place, '');
    pen.refuse(told?.refused ?? pen.words.unsent);
    return;
  }
  pen.exchange(place, `![](${told.url})`);
  askWhatItShows(pen, told);
}

// The words for whoever cannot see it are written beside a small copy, and stand in the text at once.
function askWhatItShows(pen, { url, small }) {
  const row = pen.copyOf('.pen-picture');
  const input = row.querySelector('input');
  row.querySelector('img').src = small;
  input.addEventListener('input', () => {
    const said = input.value.replace(/[[\]\\\n]/g, '');
    const found = pen.field.value.match(new RegExp(`!\\[[^\\]\\n]*\\]\\(${url.replaceAll('.', '\\.')}\\)`));
    if (found) pen.exchange(found[0], `![${said}](${url})`);
  });
  input.addEventListener('keydown', event => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    pen.field.focus();
  });
  pen.list.append(row);
  pen.field.addEventListener('input', () => { row.hidden = !pen.field.value.includes(url); });
}
