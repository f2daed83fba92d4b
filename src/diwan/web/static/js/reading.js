// A read is told when the page is left: the seconds it was in sight and in use, and how far it was scrolled.
// Without this file nothing is missing from the page; the read is simply not counted.
const IDLE_AFTER = 60;
const article = document.querySelector('[data-reads]');
const token = document.querySelector('input[name="csrfmiddlewaretoken"]')?.value;
let seconds = 0;
let told = 0;
let scrolled = 0;
let stillFor = 0;

function measure() {
  const { top, height } = article.getBoundingClientRect();
  const seen = height ? (innerHeight - top) / height : 1;
  scrolled = Math.max(scrolled, Math.min(10000, Math.round(seen * 10000)));
}

function tick() {
  if (document.visibilityState !== 'visible' || stillFor >= IDLE_AFTER) return;
  seconds += 1;
  stillFor += 1;
}

function tell() {
  if (seconds <= told) return;
  told = seconds;
  const facts = new FormData();
  facts.set('csrfmiddlewaretoken', token);
  facts.set('opened', article.dataset.opened);
  facts.set('seconds', seconds);
  facts.set('scrolled', scrolled);
  if (article.dataset.upTo) facts.set('up_to', article.dataset.upTo);
  navigator.sendBeacon(article.dataset.reads, facts);
}

if (article && token) {
  measure();
  setInterval(tick, 1000);
  addEventListener('scroll', measure, { passive: true });
  for (const sign of ['scroll', 'pointermove', 'keydown', 'touchstart']) {
    addEventListener(sign, () => { stillFor = 0; }, { passive: true });
  }
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && tell());
  addEventListener('pagehide', tell);
}
