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
