// The page's own script. User name and password stay in the page's memory; they are not stored anywhere.
const texts = {
  zh: {
    title: '查询',
    user: '用户',
    password: '密码',
    statement: '语句',
    run: '运行',
    cancel: '取消',
    hint: 'Ctrl + Enter 运行',
    running: '正在运行…',
    done: (rows, shown, seconds) =>
      `${rows} 行${shown < rows ? `（显示前 ${shown} 行）` : ''}，用时 ${seconds} 秒`,
    finished: (seconds) => `已完成，用时 ${seconds} 秒`,
    cancelled: '已取消',
    failed: '出错',
    unreachable: '无法连接服务器。',
    result: '结果',
  },
  en: {
    title: 'Query',
    user: 'User',
    password: 'Password',
    statement: 'Statement',
    run: 'Run',
    cancel: 'Cancel',
    hint: 'Ctrl + Enter runs',
    running: 'Running…',
    done: (rows, shown, seconds) =>
      `${rows} ${rows === 1 ? 'row' : 'rows'}${shown < rows ? ` (the first ${shown} are shown)` : ''} in ${seconds} s`,
    finished: (seconds) => `Done in ${seconds} s`,
    cancelled: 'Cancelled',
    failed: 'Error',
    unreachable: 'The server cannot be reached.',
    result: 'Result',
  },
};
const language = navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
const text = texts[language];
const mostRows = 1000;
const element = (id) => document.getElementById(id);
let running;

document.documentElement.lang = language;
document.title = `${text.title} · ClickHouse`;
for (const each of document.querySelectorAll('[data-text]')) each.textContent = text[each.dataset.text];
element('result').setAttribute('aria-label', text.result);
// It scrolls, so the keyboard has to reach it.
element('result').tabIndex = 0;
element('sql').focus();

element('query').addEventListener('submit', (event) => {
  event.preventDefault();
  run();
});
element('sql').addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) element('query').requestSubmit();
});
element('cancel').addEventListener('click', () => running?.abort());

async function run() {
  if (running !== undefined) return;
  running = new AbortController();
  const startedAt = performance.now();
  show({ status: text.running });
  element('run').disabled = true;
  element('cancel').disabled = false;
  try {
    const response = await ask(running.signal);
    const body = await response.text();
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(2);
    if (!response.ok) show({ status: text.failed, error: body });
    else if (response.headers.get('X-ClickHouse-Format') === 'JSONCompact' && body !== '')
      showTable(JSON.parse(body), seconds);
    else show({ status: text.finished(seconds), error: body });
  } catch (error) {
    const cancelled = error instanceof DOMException && error.name === 'AbortError';
    show({ status: cancelled ? text.cancelled : text.failed, error: cancelled ? '' : text.unreachable });
  } finally {
    running = undefined;
    element('run').disabled = false;
    element('cancel').disabled = true;
  }
}

function ask(signal) {
  const parameters = new URLSearchParams({
    default_format: 'JSONCompact',
    wait_end_of_query: '1',
    output_format_json_quote_64bit_integers: '1',
    max_result_rows: '100000',
    result_overflow_mode: 'break',
  });
  const headers = {
    'X-ClickHouse-User': encodeHeader(element('user').value),
    'X-ClickHouse-Key': encodeHeader(element('password').value),
  };
  return fetch(`/?${parameters}`, { method: 'POST', headers, body: element('sql').value, signal });
}

/** A header holds bytes; text goes as UTF-8. */
function encodeHeader(value) {
  return String.fromCharCode(...new TextEncoder().encode(value));
}

function show({ status, error = '' }) {
  element('status').textContent = status;
  element('error').textContent = error;
  element('error').hidden = error === '';
  element('result').hidden = true;
}

function showTable({ meta, data, rows }, seconds) {
  show({ status: text.done(rows, Math.min(rows, mostRows), seconds) });
  const table = document.createElement('table');
  const head = table.createTHead().insertRow();
  for (const { name, type } of meta) {
    const cell = document.createElement('th');
    cell.scope = 'col';
    cell.append(name, Object.assign(document.createElement('small'), { textContent: type }));
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of data.slice(0, mostRows)) {
    const line = body.insertRow();
    for (const [index, value] of row.entries()) showValue(line.insertCell(), value, meta[index].type);
  }
  element('result').replaceChildren(table);
  element('result').hidden = false;
}

function showValue(cell, value, type) {
  cell.textContent =
    value === null ? 'NULL' : typeof value === 'object' ? JSON.stringify(value) : String(value);
  if (value === null) cell.className = 'null';
  else if (/^(Nullable\()?(U?Int|Float|Decimal)/.test(type)) cell.className = 'number';
}
