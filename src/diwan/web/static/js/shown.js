// A sponsor's card counts as seen when half of it was in sight for a second. Told once; the server counts once a day.
// Without this file, or when the browser asks not to be followed, the card is there all the same and is not counted.
const asksNotTo = navigator.globalPrivacyControl === true || navigator.doNotTrack === '1';
const waiting = new WeakMap();

function tell(card) {
  const facts = new FormData();
  facts.set('csrfmiddlewaretoken', card.querySelector('input[name="csrfmiddlewaretoken"]').value);
  navigator.sendBeacon(card.dataset.shown, facts);
}

if (!asksNotTo && 'IntersectionObserver' in window) {
  const watcher = new IntersectionObserver((entries) => {
    for (const { target, intersectionRatio } of entries) {
      clearTimeout(waiting.get(target));
      if (intersectionRatio < 0.5 || target.dataset.told) continue;
      waiting.set(target, setTimeout(() => {
        if (document.visibilityState !== 'visible') return;
        target.dataset.told = 'yes';
        watcher.unobserve(target);
        tell(target);
      }, 1000));
    }
  }, { threshold: [0, 0.5] });
  for (const card of document.querySelectorAll('[data-shown]')) watcher.observe(card);
}
