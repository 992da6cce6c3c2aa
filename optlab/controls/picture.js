// @ts-check
// The picture: shows the frames that the kernel draws, and tells it what the student does.
// At most two questions are under way: the kernel answers one while the page shows the answer to the other.
// So no moves queue, however slow the kernel is and however fast the hand.

/** @typedef {{ kind: string, passing?: boolean, [name: string]: any }} Question */

const UNDER_WAY = 2; // questions
const EVERY = 4; // how many frames are shown for one word that they are: each word costs JupyterLab some work
const NARROW = 600; // pixels: a player with less has its controls closer together
const STILL = 500; // milliseconds that words must last before they are read out
const KEYS = new Set(["ArrowLeft", "ArrowRight", "Home", "End", " ", "r", "R"]);
const LETTERS = "abcdefgh";

// What ipywidgets leaves unsaid to a screen reader: the names of handles and fields, the value of a
// handle (for itself a power of ten, or a place in a list), which of several buttons is chosen, and
// whose numbers these are.
/** @param {Element} player */
function name(player) {
  /** @param {Element | null | undefined} element @param {string} attribute @param {string} words */
  const say = (element, attribute, words) =>
    element?.getAttribute(attribute) === words || element?.setAttribute(attribute, words);
  for (const readout of player.querySelectorAll(".widget-readout")) {
    const row = readout.closest(".widget-slider"), handle = row?.querySelector(".noUi-handle");
    const words = row?.querySelector("label")?.title ?? "";
    for (const field of handle ? [handle, readout] : []) say(field, "aria-label", words);
    if (handle) say(handle, "aria-valuetext", readout.textContent ?? "");
    say(readout, "role", "textbox");
  }
  for (const field of player.querySelectorAll("input[title], select[title], button[title]:has(.fa)"))
    say(field, "aria-label", field.getAttribute("title") ?? "");
  for (const button of player.querySelectorAll(".widget-toggle-buttons button"))
    say(button, "aria-pressed", String(button.classList.contains("mod-active")));
  for (const button of player.querySelectorAll(".optlab-fold > button"))
    say(button, "aria-expanded", String(button.classList.contains("mod-active")));
  for (const result of player.querySelectorAll(".optlab-result .widget-html-content")) say(result, "role", "status");
  for (const heading of player.querySelectorAll(".optlab-heading")) {
    say(heading.parentElement, "role", "group");
    say(heading.parentElement, "aria-label", heading.querySelector("b")?.lastChild?.textContent?.trim() ?? "");
  }
}

// The image in the address itself: one that is fetched, be it from a blob, goes through the browser's other processes.
/** @param {DataView} image */
function address(image) {
  const bytes = /** @type {any} */ (new Uint8Array(image.buffer, image.byteOffset, image.byteLength));
  const text = bytes.toBase64 // of 2025; without it the same takes a millisecond
    ? bytes.toBase64()
    : btoa(Array.from(bytes, (/** @type {number} */ byte) => String.fromCharCode(byte)).join(""));
  return `data:image/${bytes[0] === 0x89 ? "png" : "jpeg"};base64,${text}`;
}

/** @param {KeyboardEvent} event */
const plain = event => !event.ctrlKey && !event.metaKey && !event.altKey;

// Whether the page is dark: by its own word where it is JupyterLab, VS Code or Colab, else by its paper.
/** @param {HTMLElement} element */
function dark(element) {
  const { jpThemeLight, vscodeThemeKind } = document.body.dataset;
  if (jpThemeLight) return jpThemeLight === "false";
  if (vscodeThemeKind) return /dark|contrast$/.test(vscodeThemeKind);
  const theme = document.documentElement.getAttribute("theme");
  if (theme) return theme === "dark";
  for (let at = /** @type {HTMLElement | null} */ (element); at; at = at.parentElement) {
    const [red, green, blue, alpha = 1] = (getComputedStyle(at).backgroundColor.match(/[\d.]+/g) ?? []).map(Number);
    if (alpha > 0) return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
  }
  return matchMedia("(prefers-color-scheme: dark)").matches;
}

// On slides code is hidden but for the cells whose tag says that it is the point (deck.css).
/** @param {any} model @param {HTMLElement} el */
function tag(model, el) {
  const cells = model.widget_manager?.context?.model?.cells, notebook = el.closest(".jp-Notebook");
  if (!cells || !notebook) return;
  for (const cell of /** @type {NodeListOf<HTMLElement>} */ (notebook.querySelectorAll(".jp-CodeCell"))) {
    const tags = cells.get(Number(cell.dataset.windowedListIndex))?.getMetadata("tags");
    cell.classList.toggle("optlab-show-code", Boolean(tags?.includes("show-code")));
  }
}

// The step slider goes with the pictures: one message for both, whether this model has a view or several.
/** @param {{ model: any }} picture */
function initialize({ model }) {
  async function place() {
    try {
      const slider = await model.widget_manager.get_model(model.get("slider"));
      if (model.get("step") !== null) slider.set_state({ value: model.get("step") });
    } catch {
      // not there yet: when it comes it has the right value, or gone
    }
  }
  model.on("change:step", place);
  place();
  return () => model.off("change:step", place);
}

/** @param {{ model: any, el: HTMLElement }} view */
function render({ model, el }) {
  const picture = document.createElement("img");
  picture.className = "optlab-picture";
  picture.tabIndex = 0;
  picture.draggable = false;
  const said = document.createElement("p");
  said.className = "optlab-said";
  said.ariaHidden = "true";
  const status = document.createElement("p"); // the same words, for those who listen, once they stay as they are
  status.className = "optlab-status";
  status.setAttribute("role", "status");
  el.append(picture, said, status);

  const view = Math.random().toString(36).slice(2);
  /** @type {Question[]} */
  const waiting = [];
  let asked = 0, answers = 0; // their numbers, the last ones
  /** @param {Question} question */
  function ask(question) {
    if (asked - answers >= UNDER_WAY) {
      // A click or a key must not be lost; of moves and of a key held down only the latest matters.
      if (question.passing && waiting.at(-1)?.passing) waiting.pop();
      waiting.push(question);
      return;
    }
    if (tell({ ...question, id: `${view} ${asked + 1}` })) asked += 1;
  }
  /** @param {Question} message */
  function tell(message) {
    try {
      model.send(message);
      return true;
    } catch {
      return false; // the kernel has gone, and this picture is one of the past
    }
  }
  function answered() {
    const [of, number] = model.get("answered").split(" ");
    if (of !== view) return;
    answers = Number(number);
    const next = waiting.shift();
    if (next) ask(next);
  }

  let told = 0, loading = false, late = false;
  function frame() {
    late = loading; // a picture that is replaced before it has come is never seen
    if (late) return;
    loading = true;
    picture.src = address(model.get("frame"));
  }
  function come() {
    loading = false;
    const number = model.get("number");
    if (model.get("playing") && number >= told + EVERY) tell({ kind: "seen", number: (told = number) });
    if (late) frame();
  }
  picture.addEventListener("load", come);
  picture.addEventListener("error", come);
  let still = 0;
  function words() {
    picture.alt = model.get("alt");
    picture.style.setProperty("--width", `${model.get("width")}px`);
    picture.dataset.letters = model.get("letters"); // the smallest ones of the picture, in pixels of its width
    el.style.setProperty("--lines", model.get("lines"));
    if (said.textContent === model.get("said")) return;
    said.textContent = model.get("said");
    clearTimeout(still);
    still = setTimeout(() => (status.textContent = said.textContent), STILL);
  }

  let held = /** @type {number | null} */ (null); // the mouse, pen or finger that has hold of the start
  /** @param {PointerEvent} event @param {string} kind */
  function place(event, kind) {
    const box = picture.getBoundingClientRect(), scale = model.get("width") / box.width;
    ask({ kind, x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale, passing: kind === "drag" });
  }
  picture.addEventListener("pointerdown", event => {
    if (event.button !== 0 || held !== null) return;
    held = event.pointerId;
    picture.setPointerCapture(event.pointerId);
    place(event, "press");
  });
  picture.addEventListener("pointermove", event => held === event.pointerId && place(event, "drag"));
  picture.addEventListener("pointerup", event => {
    if (held !== event.pointerId) return;
    place(event, "drag");
    held = null;
  });
  picture.addEventListener("pointercancel", () => (held = null));
  picture.addEventListener("keydown", event => {
    if (!KEYS.has(event.key) || !plain(event)) return;
    event.preventDefault();
    event.stopPropagation();
    ask({ kind: "key", key: event.key, passing: event.repeat });
  });

  let looks = "", wide = 0; // the last width that it had: while JupyterLab loads a theme nothing has one
  function look() {
    if (visible === null) return; // first is told whether anybody sees it: of 40 players one would else draw all anew
    const slides = document.body.dataset.jpDeckMode === "presenting";
    const larger = slides ? Math.max(1, innerHeight / 720) : 1; // than on the page: the style sizes a slide by its height
    // On a page it is as wide as it is drawn unless something leaves it less; then that is its width, else all there is.
    if (el.clientWidth) wide = picture.clientWidth < model.get("width") ? picture.clientWidth : el.clientWidth;
    const place = slides ? [picture.clientWidth / larger, picture.clientHeight / larger] : [wide, 0];
    if (slides && !(place[0] && place[1])) return; // it is on another slide
    const now = { dark: dark(el), ratio: devicePixelRatio * larger, width: place[0], height: place[1] };
    const player = el.closest(".optlab-player");
    player?.classList.toggle("optlab-dark", now.dark);
    if (player?.clientWidth) player.classList.toggle("optlab-narrow", !slides && player.clientWidth < NARROW);
    if (JSON.stringify(now) === looks) return;
    looks = JSON.stringify(now);
    ask({ kind: "look", ...now });
  }
  const themes = new MutationObserver(look);
  const placed = new ResizeObserver(look); // it is drawn for its place
  function deck() {
    if (document.body.dataset.jpDeckMode) tag(model, el);
    look();
  }
  const decks = new MutationObserver(deck);
  decks.observe(document.body, { attributeFilter: ["data-jp-deck-mode"] });
  const attributeFilter = ["data-jp-theme-light", "data-vscode-theme-kind", "theme", "class"];
  for (const element of [document.body, document.documentElement]) themes.observe(element, { attributeFilter });
  // The ratio changes with the zoom of the page, and when its window moves to another screen.
  let screen = /** @type {MediaQueryList | null} */ (null);
  function ratio() {
    screen?.removeEventListener("change", ratio);
    screen = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    screen.addEventListener("change", ratio);
    look();
  }

  // For a picture that nobody sees nothing is drawn.
  let onscreen = false, visible = /** @type {boolean | null} */ (null);
  function report(now = onscreen && document.visibilityState === "visible") {
    if (now === visible) return;
    visible = now;
    tell({ kind: "view", view, visible });
    look();
  }
  const seeing = new IntersectionObserver(entries => {
    onscreen = entries.at(-1)?.isIntersecting ?? false;
    report();
  });
  const turned = () => report();
  document.addEventListener("visibilitychange", turned);

  // A key that a control takes is not one for the notebook too, which would choose or add a cell.
  // The letters of the answers are keys everywhere in the player but where one types.
  /** @param {KeyboardEvent} event */
  function keep(event) {
    if (!(event.target instanceof Element)) return;
    if (!plain(event) || event.target.matches("input:not([type=checkbox]), [contenteditable=true]")) return;
    const letter = event.key.length === 1 ? LETTERS.indexOf(event.key.toLowerCase()) : -1;
    if (letter >= 0 && letter < model.get("answers")) {
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat) ask({ kind: "key", key: event.key });
    } else if (!event.shiftKey && event.target.matches("select, .noUi-handle")) event.stopPropagation();
  }

  // Not before it is on the page is there a player round it.
  let naming = /** @type {MutationObserver | null} */ (null);
  const shown = new ResizeObserver(() => {
    shown.disconnect();
    seeing.observe(picture);
    for (const part of [picture, el]) placed.observe(part);
    ratio();
    deck(); // of a long notebook most players come on the page only when it is presented
    const player = /** @type {HTMLElement | null} */ (el.closest(".optlab-player"));
    if (!player) return;
    player.addEventListener("keydown", keep);
    name(player);
    naming = new MutationObserver(() => name(player));
    naming.observe(player, { subtree: true, childList: true, attributeFilter: ["aria-valuetext", "class", "title"] });
  });
  shown.observe(el);

  const listeners = { "change:frame": frame, "change:alt change:said change:width change:letters change:lines": words, "change:answered": answered };
  for (const [names, listener] of Object.entries(listeners))
    for (const name of names.split(" ")) model.on(name, listener);
  words();
  frame();
  return () => {
    seeing.disconnect();
    document.removeEventListener("visibilitychange", turned);
    report(false);
    themes.disconnect();
    placed.disconnect();
    decks.disconnect();
    screen?.removeEventListener("change", ratio);
    clearTimeout(still);
    shown.disconnect();
    naming?.disconnect();
    for (const [names, listener] of Object.entries(listeners))
      for (const name of names.split(" ")) model.off(name, listener);
  };
}

export default { initialize, render };
