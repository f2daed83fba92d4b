// What is pasted arrives as plain Markdown: an address over chosen words makes a link, a page's structure is kept.
const ADDRESS = /^https?:\/\/[^\s<>()]+$/i;
const STRUCTURE = 'a[href], b, strong, i, em, h1, h2, h3, h4, ul, ol, blockquote, pre, table';
const LINES = new Set(['P', 'DIV', 'SECTION', 'ARTICLE', 'HEADER', 'FOOTER', 'MAIN', 'TR', 'DL', 'DT', 'DD', 'FIGURE']);
const SILENT = new Set(['SCRIPT', 'STYLE', 'TITLE', 'META', 'LINK', 'TEMPLATE', 'HEAD', 'NOSCRIPT']);

export function start(pen) {
  const { field } = pen;
  field.addEventListener('paste', event => {
    if (event.defaultPrevented) return;
    const text = event.clipboardData.getData('text/plain').trim();
    const chosen = field.value.slice(field.selectionStart, field.selectionEnd);
    const made = chosen.trim() && ADDRESS.test(text) && !ADDRESS.test(chosen.trim()) ? `[${chosen}](${text})` : asMarkdown(event.clipboardData.getData('text/html'));
    if (!made) return;
    event.preventDefault();
    pen.insert(made);
  });
}

export function asMarkdown(html) {
  if (!html) return '';
  const page = new DOMParser().parseFromString(html, 'text/html');
  if (!page.body.querySelector(STRUCTURE)) return '';
  return block(page.body).replace(/[ \t]+\n/g, '\n').replace(/\n{3,}/g, '\n\n').trim();
}

function block(node, depth = 0) {
  return [...node.childNodes].map(child => said(child, depth)).join('');
}

function said(node, depth) {
  if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/\s+/g, ' ').replace(/([\\`*])/g, '\\$1');
  if (node.nodeType !== Node.ELEMENT_NODE || SILENT.has(node.tagName)) return '';
  const make = MAKERS[node.tagName];
  if (make) return make(node, depth);
  return LINES.has(node.tagName) ? `\n\n${block(node, depth).trim()}\n\n` : block(node, depth);
}

function around(mark) {
  return (node, depth) => {
    const words = block(node, depth);
    const isPlain = !words.trim() || words.includes('\n\n') || ['normal', '400'].includes(node.style.fontWeight) && mark === '**';
    return isPlain ? words : words.replace(/^(\s*)([\s\S]*?)(\s*)$/, `$1${mark}$2${mark}$3`);
  };
}

const heading = level => (node, depth) => `\n\n${'#'.repeat(level)} ${block(node, depth).trim().replace(/\s*\n\s*/g, ' ')}\n\n`;

function list(isOrdered) {
  return (node, depth) => {
    const items = [...node.children].filter(child => child.tagName === 'LI');
    const lines = items.map((item, place) => {
      const words = block(item, depth + 1).trim().replace(/\n{2,}/g, '\n');
      return `${'   '.repeat(depth)}${isOrdered ? `${place + 1}.` : '-'} ${words}`;
    });
    return `${depth ? '\n' : '\n\n'}${lines.join('\n')}${depth ? '' : '\n\n'}`;
  };
}

function table(node) {
  const rows = [...node.rows].map(row => [...row.cells].map(cell => block(cell).trim().replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|')));
  const width = Math.max(0, ...rows.map(row => row.length));
  if (!width) return '';
  const line = cells => `| ${Array.from({ length: width }, (_, place) => cells[place] ?? '').join(' | ')} |`;
  const [head, ...others] = rows.map(line);
  return `\n\n${[head, line(Array(width).fill('---')), ...others].join('\n')}\n\n`;
}

function link(node, depth) {
  const words = block(node, depth).trim();
  const address = node.getAttribute('href');
  if (!words || !ADDRESS.test(address)) return words;
  return words === address ? address : `[${words.replace(/[[\]]/g, '')}](${address})`;
}

const MAKERS = {
  B: around('**'), STRONG: around('**'), I: around('_'), EM: around('_'), DEL: around('~~'), S: around('~~'),
  H1: heading(2), H2: heading(2), H3: heading(3), H4: heading(3), H5: heading(4), H6: heading(4),
  UL: list(false), OL: list(true), TABLE: table, A: link,
  BR: () => '\n',
  HR: () => '\n\n---\n\n',
  IMG: node => node.alt,
  CODE: node => (node.textContent.trim() ? `\`${node.textContent.trim()}\`` : ''),
  PRE: node => `\n\n\`\`\`\n${node.textContent.replace(/\n+$/, '')}\n\`\`\`\n\n`,
  BLOCKQUOTE: (node, depth) => `\n\n${block(node, depth).trim().replace(/^/gm, '> ')}\n\n`,
};
