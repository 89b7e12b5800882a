// Before the first paint, so that a chosen theme does not flash; a file of its own because the page's policy forbids inline scripts.
(() => {
  const chosen = localStorage.getItem('yardstick.theme');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
})();
