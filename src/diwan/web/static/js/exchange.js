// What happens between the page and the server, said in words. Every page works without this file.
const region = document.getElementById('toasts');

function say(words) {
  const toast = document.createElement('div');
  toast.className = 'toast';
  toast.textContent = words;
  region.replaceChildren(toast);
  return toast;
}

// A part of the page that asked for something waits visibly, and says so to screen readers.
document.addEventListener('htmx:before:request', event => event.target.closest('[id]')?.setAttribute('aria-busy', 'true'));
document.addEventListener('htmx:after:request', event => event.target.closest('[id]')?.removeAttribute('aria-busy'));

document.addEventListener('htmx:response:error', () => say(region.dataset.failed));
document.addEventListener('htmx:error', () => say(navigator.onLine ? region.dataset.failed : region.dataset.offline));
window.addEventListener('offline', () => say(region.dataset.offline));
window.addEventListener('online', () => region.replaceChildren());
