"""What the tests ask of the page itself, in its own language."""

BEGIN = """([name, arguments]) => {
    window.done = false;
    window.jupyterapp.commands.execute(name, arguments).finally(() => { window.done = true });
}"""

# JupyterLab calls a notebook idle before its kernel answers, and what is run by then is lost.
READY = """() => {
    window.ready = false;
    (async () => {
        const panel = window.jupyterapp.shell.currentWidget;
        await panel.context.ready;
        await panel.sessionContext.ready;
        const kernel = panel.sessionContext.session.kernel;
        await kernel.info;
        await kernel.requestKernelInfo();
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

# What the space bar does in a slide show.
NEXT = """async () => {
    await window.jupyterapp.commands.execute("deck:go", { direction: "down", alternate: "forward" });
    return true;
}"""

# What of the slide that is shown lies beyond it; all its fragments are in their places from the start.
SLIDE = """async () => {
    for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
    const notebook = window.jupyterapp.shell.currentWidget.content, faults = [];
    const cells = notebook.widgets.filter(cell => cell.node.classList.contains("jp-deck-mod-onscreen"));
    const top = Math.min(...cells.map(cell => cell.node.getBoundingClientRect().top));
    for (const { node, model } of cells) {
        const box = node.getBoundingClientRect(), high = Math.round(box.bottom - top) - innerHeight;
        if (high > 0) faults.push(`${model.id}: ${high} px below the slide, ${Math.round(box.height)} px high`);
        const parts = ".cm-scroller, .jp-MarkdownOutput, .jp-OutputArea-output, .optlab-player";
        for (const part of node.querySelectorAll(parts)) {
            const wide = part.scrollWidth - part.clientWidth;
            if (part.clientWidth && wide > 1) faults.push(`${model.id}: ${wide} px too wide, ${part.className}`);
        }
    }
    return { active: notebook.activeCell.model.id, cells: cells.length, faults };
}"""

# Every slide, one after the other: how many cells were on them, and what did not fit.
SLIDES = f"""async () => {{
    const notebook = window.jupyterapp.shell.currentWidget.content, slide = {SLIDE};
    const shown = [], faults = [];
    for (const [i, cell] of notebook.widgets.entries()) {{
        const kind = cell.model.getMetadata("slideshow")?.slide_type;
        if (kind !== "slide" && kind !== "subslide") continue;
        notebook.activeCellIndex = i;
        const seen = await slide();
        shown.push(seen.cells);
        faults.push(...seen.faults);
    }}
    return {{ shown, faults }};
}}"""
