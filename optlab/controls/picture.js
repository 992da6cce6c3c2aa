// The picture: shows the frames that the kernel draws, and tells it what the student does.
// One question is under way at a time: the next one is asked when the last is answered, so
// nothing queues, however slow the kernel is and however fast the hand.

const KEYS = new Set(["ArrowLeft", "ArrowRight", "Home", "End", " ", "r", "R"]);

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
  let asking = null, waiting = null, count = 0;
  function ask(question) {
    if (asking !== null) {
      // A click or a key must not be lost; a move or a tick only matters if it is the latest.
      if (!waiting || waiting.passing || !question.passing) waiting = question;
      return;
    }
    asking = `${view} ${++count}`;
    model.send({ ...question, id: asking });
  }
  function answered() {
    if (model.get("answered") !== asking) return;
    asking = null;
    const next = waiting;
    waiting = null;
    if (next) ask(next);
    else if (model.get("playing")) tick();
  }

  let began = null, ticking = 0;
  function tick() {
    cancelAnimationFrame(ticking);
    ticking = requestAnimationFrame(now => {
      if (!model.get("playing") || asking !== null) return;
      if (began === null) began = { at: now, step: model.get("step") };
      const step = began.step + Math.floor(((now - began.at) / 1000) * model.get("speed"));
      if (step > model.get("step")) ask({ kind: "tick", step, passing: true });
      else tick();
    });
  }
  function playing() {
    began = null;
    if (model.get("playing")) tick();
  }

  let url = null;
  function frame() {
    const last = url;
    url = URL.createObjectURL(new Blob([model.get("frame")]));
    picture.src = url;
    if (last) URL.revokeObjectURL(last);
  }
  function words() {
    picture.alt = model.get("alt");
    picture.style.maxWidth = `${model.get("width")}px`;
    if (said.textContent !== model.get("said")) said.textContent = model.get("said");
  }

  let held = false;
  function place(event, kind) {
    const box = picture.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * picture.naturalWidth;
    const y = ((event.clientY - box.top) / box.height) * picture.naturalHeight;
    ask({ kind, x, y, passing: kind === "drag" });
  }
  picture.addEventListener("pointerdown", event => {
    if (event.button !== 0) return;
    held = true;
    picture.setPointerCapture(event.pointerId);
    place(event, "press");
  });
  picture.addEventListener("pointermove", event => held && place(event, "drag"));
  const release = event => {
    if (held) place(event, "drag");
    held = false;
  };
  picture.addEventListener("pointerup", release);
  picture.addEventListener("pointercancel", () => (held = false));
  picture.addEventListener("keydown", event => {
    if (!KEYS.has(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    ask({ kind: "key", key: event.key });
  });

  const dark = () => ask({ kind: "theme", dark: document.body.dataset.jpThemeLight === "false" });
  const themes = new MutationObserver(dark);
  themes.observe(document.body, { attributeFilter: ["data-jp-theme-light"] });

  const listeners = { "change:frame": frame, "change:alt change:said change:width": words };
  Object.assign(listeners, { "change:answered": answered, "change:playing change:speed": playing });
  for (const [names, listener] of Object.entries(listeners))
    for (const name of names.split(" ")) model.on(name, listener);
  words();
  frame();
  if (document.body.dataset.jpThemeLight === "false") dark();
  return () => {
    themes.disconnect();
    cancelAnimationFrame(ticking);
    for (const [names, listener] of Object.entries(listeners))
      for (const name of names.split(" ")) model.off(name, listener);
    if (url) URL.revokeObjectURL(url);
  };
}

export default { render };
