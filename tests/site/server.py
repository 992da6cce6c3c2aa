"""A static server on this machine, as a public one would be: it compresses what can be, and counts."""

from __future__ import annotations

import gzip
import threading
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

SMALL_ALREADY = {".whl", ".zip", ".png", ".woff2"}


@cache
def packed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6)


class Handler(SimpleHTTPRequestHandler):
    """Files of one folder."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        **dict.fromkeys([".mjs", ".js"], "text/javascript"),
        ".wasm": "application/wasm",
    }
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(urlsplit(self.path).path))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        small = path.suffix in SMALL_ALREADY
        body = path.read_bytes() if small else packed(path)
        self.server.site.sent[path] = len(body)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        if not small:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """The tests print enough."""


class Site:
    """Serves a folder while it is open; ``sent`` says how many bytes of which file went out."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.sent = folder, {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
        self.server.site = self
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self) -> Site:
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def close_kernels(self) -> None:
        """A kernel here lives in its page, and ends with it."""
