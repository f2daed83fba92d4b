// The small work a new account costs: done in a worker while the form is being filled in. Without this file, or where
// workers are not to be had, the sum in words stays where it is.
const challenge = document.querySelector('input[data-work]');
const form = challenge?.form;
const answer = form?.elements.work_answer;
const sum = form?.querySelector('[data-sum]')?.closest('.field');

function showProgress() {
  const bar = document.createElement('progress');
  bar.className = 'work';
  bar.setAttribute('aria-label', sum.querySelector('label').textContent.trim());
  sum.before(bar);
  return bar;
}

function begin() {
  const worker = new Worker(new URL('./work-worker.js', import.meta.url));
  const bar = showProgress();
  let sendWhenDone = null;
  const finish = () => { worker.terminate(); bar.remove(); };
  sum.hidden = true;
  worker.addEventListener('message', ({ data }) => {
    if (data.done === undefined) { bar.value = data.share; return; }
    answer.value = data.done;
    finish();
    if (sendWhenDone) form.requestSubmit(sendWhenDone);
  });
  worker.addEventListener('error', () => { finish(); sum.hidden = false; });
  form.addEventListener('submit', event => {
    if (answer.value || !sum.hidden) return;
    event.preventDefault();
    sendWhenDone = event.submitter ?? undefined;
    bar.scrollIntoView({ block: 'nearest' });
  });
  worker.postMessage({ challenge: challenge.value, bits: Number(challenge.dataset.work) });
}

if (challenge && answer && sum && !answer.value && window.Worker) begin();
