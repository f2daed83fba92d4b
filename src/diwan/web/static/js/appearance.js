// The theme changes at once; the server is told behind it, so the next page comes in the same light.
const root = document.documentElement;

function shown() {
  return root.dataset.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
}

document.addEventListener('submit', event => {
  const form = event.target.closest('[data-theme-form]');
  if (!form) return;
  event.preventDefault();
  const theme = shown() === 'dark' ? 'light' : 'dark';
  root.dataset.theme = theme;
  const choice = new FormData(form);
  choice.set('theme', theme);
  fetch(form.action, { method: 'POST', body: choice, redirect: 'manual' });
});
