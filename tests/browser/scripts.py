"""What the tests ask of the page itself, in its own language."""

from optlab.views.style import CHART, DPI

LETTERS = CHART.text * DPI / 72  # CSS pixels: those of a chart that is as wide as it is drawn

BEGIN = """([name, arguments]) => {
    window.done = false;
    window.jupyterapp.commands.execute(name, arguments).finally(() => { window.done = true });
}"""

# JupyterLab calls a notebook idle before its kernel answers, and what is run by then is lost.
# What fails while a control or a timer is answered stands under no cell: it is heard here.
READY = """() => {
    window.ready = false;
    window.failed = [];
    (async () => {
        const panel = window.jupyterapp.shell.currentWidget;
        await panel.context.ready;
        await panel.sessionContext.ready;
        const kernel = panel.sessionContext.session.kernel;
        await kernel.info;
        await kernel.requestKernelInfo();
        kernel.iopubMessage.connect((_, { header, content }) => {
            if (header.msg_type === "error") window.failed.push(`${content.ename}: ${content.evalue}`);
            if (header.msg_type === "stream" && content.text.includes("Traceback")) window.failed.push(content.text);
        });
        window.ready = kernel.connectionStatus === "connected";
    })();
}"""

UNRUN = """() => window.jupyterapp.shell.currentWidget.content.widgets
    .filter(cell => cell.model.type === "code" && cell.model.executionCount === null)
    .map(cell => cell.model.sharedModel.source)
    .filter(source => source.trim())"""

# A picture that is replaced while it is decoded is no fault: its successor is looked at.
PIXELS = """async image => {
    for (let src = null; src !== image.src;) {
        src = image.src;
        await image.decode().catch(error => { if (src === image.src) throw error; });
    }
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth; canvas.height = image.naturalHeight;
    canvas.getContext("2d").drawImage(image, 0, 0);
    return canvas.toDataURL();
}"""

APPEND = """source => {
    const notebook = window.jupyterapp.shell.currentWidget.content.model.sharedModel;
    notebook.addCell({ cell_type: "code", source, metadata: {} });
}"""

# What is wrong with the slide that is shown; all its fragments are in their places from the start.
SLIDE = """async () => {
    for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
    const notebook = window.jupyterapp.shell.currentWidget.content, faults = [];
    const cells = notebook.widgets.filter(cell => cell.node.classList.contains("jp-deck-mod-onscreen"));
    const place = element => element.getBoundingClientRect();
    const seen = element => element.checkVisibility({ visibilityProperty: true }) && place(element).height > 1;
    const top = Math.min(...cells.map(cell => place(cell.node).top)), least = 0.036 * innerHeight - 0.5;
    const parts = ".cm-scroller, .jp-MarkdownOutput, .jp-OutputArea-output, .optlab-player, .optlab-ledger";
    const special = "mjx-container, .MathJax, .optlab-ledger, sub, sup"; // whose letters may be smaller
    for (const { node, model } of cells) {
        const fault = words => faults.push(`${model.id}: ${words}`);
        const high = Math.round(place(node).bottom - top) - innerHeight;
        if (high > 0) fault(`${high} px below the slide, ${Math.round(place(node).height)} px high`);
        for (const part of node.querySelectorAll(parts)) {
            const wide = part.scrollWidth - part.clientWidth;
            if (part.clientWidth && wide > 1) fault(`${wide} px too wide, ${part.className}`);
        }
        for (const part of node.querySelectorAll(".optlab-player, .optlab-prediction, .optlab-seen > *")) {
            const low = part.scrollHeight - part.clientHeight;
            if (low > 1) fault(`${low} px below its place, ${part.className}`);
        }
        // Of a picture only its kernel knows how large its letters are; here is what becomes of them.
        const pictures = node.querySelectorAll(".optlab-picture, .optlab-diagnosis img, .jp-RenderedImage img[width]");
        for (const image of [...pictures].filter(seen)) {
            const drawn = Number(image.dataset.letters ?? LETTERS), width = parseFloat(
                image.style.getPropertyValue("--width") || image.getAttribute("width"));
            const { naturalWidth, naturalHeight } = image, box = place(image);
            const scale = Math.min(box.width / naturalWidth, box.height / naturalHeight) * naturalWidth / width;
            const size = drawn * scale * 720 / innerHeight;
            if (size < 19.8) fault(`letters of ${size.toFixed(1)} px in a picture`);
        }
        let shows = [...node.querySelectorAll("img, svg, mjx-container")].some(seen);
        const words = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
        while (words.nextNode()) {
            const said = words.currentNode.data.trim(), element = words.currentNode.parentElement;
            if (!said || !seen(element)) continue;
            shows = true;
            const size = parseFloat(getComputedStyle(element).fontSize);
            if (size < least && !element.closest(special)) fault(`text of ${size} px: ${said.slice(0, 30)}`);
        }
        if (!shows) fault("shows nothing");
    }
    const title = cells.length === 1 && cells[0].node.querySelector("h1, h2, h3");
    const alone = title && title.innerText.trim() === cells[0].node.innerText.trim();
    if (alone) faults.push(`${cells[0].model.id}: a title alone`);
    const apart = (a, b) => a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
    const kinds = ".jp-deck-mod-onscreen :is(button, input, select, a, .noUi-target)";
    const controls = [...document.querySelectorAll(kinds)];
    for (const button of document.querySelectorAll(".jp-Deck-Remote button:not(.jp-mod-disabled)"))
        for (const control of controls.filter(seen))
            if (!apart(place(button), place(control))) faults.push(`the deck's button over a ${control.tagName}`);
    for (const player of document.querySelectorAll(".jp-deck-mod-onscreen .optlab-player")) {
        const words = player.querySelector(".optlab-said:not(:empty)");
        const asked = words ? [...player.querySelectorAll(".optlab-prediction > *")] : [];
        if (asked.some(part => !apart(place(part), place(words)))) faults.push("words run into the question");
    }
    return { cells: cells.map(cell => cell.model.id), faults };
}""".replace("LETTERS", f"{LETTERS:.2f}")

# A picture is drawn for its place once it is seen there; until then it is that of another one, made smaller.
PLACED = """() => [...document.querySelectorAll(".jp-deck-mod-onscreen .optlab-picture")].every(image => {
    const { naturalWidth, naturalHeight, clientWidth, clientHeight } = image;
    return Math.abs(naturalWidth / naturalHeight - clientWidth / clientHeight) < 0.02;
})"""

# Where slides begin, and where they end, by the names of cells.
STARTS = """() => {
    const notebook = window.jupyterapp.shell.currentWidget.content, starts = [];
    for (const { model } of notebook.widgets) {
        const kind = model.getMetadata("slideshow")?.slide_type;
        if (kind === "slide" || kind === "subslide") starts.push([model.id, model.id]);
        else if (kind !== "skip" && kind !== "notes") starts.at(-1)[1] = model.id;
    }
    return starts;
}"""

GO = """id => {
    const notebook = window.jupyterapp.shell.currentWidget.content;
    notebook.activeCellIndex = notebook.widgets.findIndex(cell => cell.model.id === id);
}"""
