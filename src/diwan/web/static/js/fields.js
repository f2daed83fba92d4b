// Sliders that help a number, text areas that grow, errors that are read first.
const LATIN = { '٫': '.', '٪': '' };
const toNumber = text => Number(text.replace(/[٠-٩]/g, d => d.charCodeAt(0) - 0x660).replace(/[٫٪]/g, d => LATIN[d]));

function paint(range) {
  range.style.setProperty('--lo', range.min);
  range.style.setProperty('--hi', range.max);
  range.style.setProperty('--val', range.value);
}

function prepare(scope) {
  for (const range of scope.querySelectorAll('input[type="range"][data-for]')) paint(range);
}

document.addEventListener('input', event => {
  const field = event.target;
  if (field.matches('input[type="range"][data-for]')) {
    const number = document.getElementById(field.dataset.for);
    number.value = field.value;
    paint(field);
    number.dispatchEvent(new Event('change', { bubbles: true }));
    return;
  }
  const range = field.id && document.querySelector(`input[type="range"][data-for="${CSS.escape(field.id)}"]`);
  if (range && Number.isFinite(toNumber(field.value))) {
    range.value = toNumber(field.value);
    paint(range);
  }
  if (field.matches('[data-grow]') && !CSS.supports('field-sizing', 'content')) {
    field.style.blockSize = 'auto';
    field.style.blockSize = `${field.scrollHeight}px`;
  }
});

prepare(document);
document.addEventListener('htmx:after:swap', event => prepare(event.target instanceof Element ? event.target : document));
document.querySelector('[data-focus]')?.focus();
