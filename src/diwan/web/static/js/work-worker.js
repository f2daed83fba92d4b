// Looks for a number such that SHA-256 of "challenge:number" begins with so many zero bits. A hash of its own, because
// asking the browser's for one short text at a time costs more than the hash.
const K = new Uint32Array(64);
const START = new Uint32Array(8);
(function fill() {
  const primes = [];
  for (let n = 2; primes.length < 64; n += 1) if (primes.every(p => n % p)) primes.push(n);
  const bits = root => Math.floor((root - Math.floor(root)) * 2 ** 32);
  primes.forEach((p, i) => { K[i] = bits(Math.cbrt(p)); if (i < 8) START[i] = bits(Math.sqrt(p)); });
}());

const words = new Uint32Array(64);

function mix(state, view, offset) {
  for (let i = 0; i < 16; i += 1) words[i] = view.getUint32(offset + i * 4);
  for (let i = 16; i < 64; i += 1) {
    const x = words[i - 15];
    const y = words[i - 2];
    const low = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const high = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    words[i] = words[i - 16] + low + words[i - 7] + high;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i += 1) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + words[i]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
  }
  state[0] += a; state[1] += b; state[2] += c; state[3] += d;
  state[4] += e; state[5] += f; state[6] += g; state[7] += h;
}

function firstWord(text) {
  const length = Math.ceil((text.length + 9) / 64) * 64;
  const bytes = new Uint8Array(length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  bytes[text.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setUint32(length - 4, text.length * 8);
  const state = Uint32Array.from(START);
  for (let offset = 0; offset < length; offset += 64) mix(state, view, offset);
  return state[0];
}

self.addEventListener('message', ({ data: { challenge, bits } }) => {
  const limit = 2 ** (32 - bits);
  for (let number = 0; ; number += 1) {
    if (firstWord(`${challenge}:${number}`) < limit) { self.postMessage({ done: String(number) }); return; }
    // How likely it was to be done by now: an honest bar for a game of chance.
    if (number % 4096 === 0) self.postMessage({ share: 1 - Math.exp(-number / 2 ** bits) });
  }
});
