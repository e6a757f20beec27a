/** Where the focus goes when what held it is taken away: never to nothing, or keys and screen readers lose their place. */

/** What holds the focus now; null where nothing does. */
export function focused(): HTMLElement | null {
  const held = document.activeElement;
  return held instanceof HTMLElement && held !== document.body ? held : null;
}

/** Give the focus to `element`, else to the main part of the page. */
export function returnFocus(element: HTMLElement | null | undefined): void {
  if (element?.isConnected === true) element.focus();
  if (focused() === null) focusMain();
}

/** Give the focus to the main part of the page, which then is read from its beginning. */
export function focusMain(): void {
  const main = document.querySelector("main");
  if (main === null) return;
  if (!main.hasAttribute("tabindex")) main.setAttribute("tabindex", "-1");
  main.focus({ preventScroll: true });
}
