// The picture: shows the frames that the kernel draws, and tells it what the student does.
// One question is under way at a time: the next one is asked when the last is answered, so
// no moves queue, however slow the kernel is and however fast the hand.

const EVERY = 2; // how many frames are shown for one word that they are: each word costs JupyterLab some work
const KEYS = new Set(["ArrowLeft", "ArrowRight", "Home", "End", " ", "r", "R"]);

// What ipywidgets leaves unsaid to a screen reader: the names of handles and fields, the value of a
// handle (for itself a power of ten, or a place in a list), which of several buttons is chosen, and
// whose numbers these are.
function name(player) {
  const say = (element, attribute, words) =>
    element.getAttribute(attribute) === words || element.setAttribute(attribute, words);
  for (const readout of player.querySelectorAll(".widget-readout")) {
    const row = readout.closest(".widget-slider"), handle = row.querySelector(".noUi-handle");
    for (const field of handle ? [handle, readout] : []) say(field, "aria-label", row.querySelector("label").title);
    if (handle) say(handle, "aria-valuetext", readout.textContent);
    say(readout, "role", "textbox");
  }
  for (const field of player.querySelectorAll("input[title], select[title], button[title]:has(.fa)"))
    say(field, "aria-label", field.title);
  for (const button of player.querySelectorAll(".widget-toggle-buttons button"))
    say(button, "aria-pressed", String(button.classList.contains("mod-active")));
  for (const heading of player.querySelectorAll(".optlab-heading")) {
    say(heading.parentElement, "role", "group");
    say(heading.parentElement, "aria-label", heading.querySelector("b").lastChild.textContent.trim());
  }
}

// A key that a control takes is not one for the notebook too, which would choose another cell.
function keep(event) {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
  if (plain && event.target.matches("select, .noUi-handle")) event.stopPropagation();
}

function render({ model, el }) {
  const picture = document.createElement("img");
  picture.className = "optlab-picture";
  picture.tabIndex = 0;
  picture.draggable = false;
  const said = document.createElement("p");
  said.className = "optlab-said";
  said.setAttribute("role", "status");
  el.append(picture, said);

  const view = Math.random().toString(36).slice(2);
  const waiting = [];
  let asking = null, count = 0;
  function ask(question) {
    if (asking !== null) {
      // A click or a key must not be lost; of moves and of a key held down only the latest matters.
      if (question.passing && waiting.at(-1)?.passing) waiting.pop();
      waiting.push(question);
      return;
    }
    asking = `${view} ${++count}`;
    try {
      model.send({ ...question, id: asking });
    } catch {
      asking = null; // the kernel has gone, and this picture is one of the past
    }
  }
  function answered() {
    if (model.get("answered") !== asking) return;
    asking = null;
    if (waiting.length) ask(waiting.shift());
  }

  let url = null, told = 0, loading = false, late = false;
  function frame() {
    late = loading; // a picture that is replaced before it has come is never seen
    if (late) return;
    const last = url;
    loading = true;
    url = URL.createObjectURL(new Blob([model.get("frame")]));
    picture.src = url;
    if (last) URL.revokeObjectURL(last);
  }
  function come() {
    loading = false;
    const number = model.get("number");
    if (model.get("playing") && number >= told + EVERY) model.send({ kind: "seen", number: (told = number) });
    if (late) frame();
  }
  picture.addEventListener("load", come);
  picture.addEventListener("error", come);
  function words() {
    picture.alt = model.get("alt");
    picture.style.maxWidth = `${model.get("width")}px`;
    if (said.textContent !== model.get("said")) said.textContent = model.get("said");
  }

  let held = null; // the mouse, pen or finger that has hold of the start
  function place(event, kind) {
    const box = picture.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * picture.naturalWidth;
    const y = ((event.clientY - box.top) / box.height) * picture.naturalHeight;
    ask({ kind, x, y, passing: kind === "drag" });
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
    if (!KEYS.has(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    ask({ kind: "key", key: event.key, passing: event.repeat });
  });

  const dark = () => ask({ kind: "theme", dark: document.body.dataset.jpThemeLight === "false" });
  const themes = new MutationObserver(dark);
  themes.observe(document.body, { attributeFilter: ["data-jp-theme-light"] });

  // Not before it is on the page is there a player round it.
  let naming = null;
  const shown = new ResizeObserver(() => {
    shown.disconnect();
    const player = el.closest(".optlab-player");
    if (!player) return;
    player.addEventListener("keydown", keep);
    name(player);
    naming = new MutationObserver(() => name(player));
    naming.observe(player, { subtree: true, childList: true, attributeFilter: ["aria-valuetext", "class", "title"] });
  });
  shown.observe(el);

  const listeners = { "change:frame": frame, "change:alt change:said change:width": words, "change:answered": answered };
  for (const [names, listener] of Object.entries(listeners))
    for (const name of names.split(" ")) model.on(name, listener);
  words();
  frame();
  dark();
  return () => {
    themes.disconnect();
    shown.disconnect();
    naming?.disconnect();
    for (const [names, listener] of Object.entries(listeners))
      for (const name of names.split(" ")) model.off(name, listener);
    if (url) URL.revokeObjectURL(url);
  };
}

export default { render };
