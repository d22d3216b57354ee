import { findElement } from '../interface/find-element';

const names = ['page', 'history'] as const;

/** Shows one panel at a time, by click or arrow key on its tab. */
export function showTabs(signal: AbortSignal): void {
  const tabs = names.map((name) => ({
    tab: findElement(`#${name}-tab`, HTMLButtonElement),
    panel: findElement(`#${name}-panel`, HTMLElement),
  }));
  const choose = (chosen: HTMLElement) => {
    for (const { tab, panel } of tabs) {
      const isChosen = tab === chosen;
      tab.ariaSelected = String(isChosen);
      tab.tabIndex = isChosen ? 0 : -1;
      panel.hidden = !isChosen;
    }
  };
  for (const [index, { tab }] of tabs.entries()) {
    tab.addEventListener('click', () => choose(tab), { signal });
    tab.addEventListener(
      'keydown',
      ({ key }) => {
        const isRightToLeft = getComputedStyle(tab).direction === 'rtl';
        const step = { ArrowRight: isRightToLeft ? -1 : 1, ArrowLeft: isRightToLeft ? 1 : -1 }[key];
        const next = step && tabs.at((index + step) % tabs.length);
        if (!next) return;
        choose(next.tab);
        next.tab.focus();
      },
      { signal },
    );
  }
  const [first] = tabs;
  if (first) choose(first.tab);
}
