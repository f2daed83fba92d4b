// Moderation by keys: j and k go through the queue, 1 to 7 choose a step, n takes the next. Everything is a link or a
// radio button already; without this file nothing is missing.
const place = document.querySelector('[data-queue]');
const links = [...(place?.querySelectorAll('.queue a') ?? [])];

function beside(step) {
  const here = links.findIndex(link => link.hasAttribute('aria-current'));
  return links[Math.min(links.length - 1, Math.max(0, here + step))];
}

function choose(number) {
  const radio = place.querySelectorAll('.actions input[type="radio"]')[number - 1];
  if (!radio) return;
  radio.checked = true;
  radio.focus();
}

function isTyping(target) {
  return target.matches('input:not([type="radio"]), textarea, select') || target.isContentEditable;
}

addEventListener('keydown', event => {
  if (!place || event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
  const latin = event.key.replace(/[٠-٩]/, digit => String(digit.charCodeAt(0) - 0x660));
  if (event.code === 'KeyJ') beside(1)?.click();
  else if (event.code === 'KeyK') beside(-1)?.click();
  else if (event.code === 'KeyN') place.querySelector('[data-next]')?.click();
  else if (/^[1-7]$/.test(latin)) choose(Number(latin));
  else return;
  event.preventDefault();
});
