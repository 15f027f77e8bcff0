"""Serves what `firstlight limits --format openmetrics` says of running engines, to be scraped."""

import http.server
import threading

from . import servers


class QuietServer(http.server.ThreadingHTTPServer):
    """Says nothing about scrapers that hang up."""

    daemon_threads = True

    def handle_error(self, request, client_address):
        pass


class LimitPages:
    """Pages of live limits, each at `/NAME`; a page is there once its engine has been asked."""

    def __init__(self, processes):
        self.processes = processes
        self.asked = {}
        pages = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                text = pages.text(self.path[1:])
                self.send_response(200 if text else 404)
                # Prometheus 3 refuses pages that do not say what they are.
                self.send_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                self.end_headers()
                self.wfile.write((text or "").encode())

            def log_message(self, *_):
                pass

        self.server = QuietServer(("127.0.0.1", 0), Handler)
        self.address = f"127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def ask(self, name, *words):
        """Begins to read an engine's limits."""
        file = self.processes.folder / f"{name}.prom"
        self.asked[name] = (file, self.processes.start(f"limits-{name}", [
            servers.FIRSTLIGHT, "limits", *words, "--format", "openmetrics", "--output", file,
            "--quiet"]))

    def text(self, name):
        """A page; None as long as there is none."""
        file, process = self.asked.get(name, (None, None))
        # The file is written whole or not at all, and before the end.
        if process is None or process.poll() is None or not file.exists():
            return None
        return file.read_text()

    def problems(self):
        """Whether an engine could not be asked: limits that do not fit are none of our business."""
        return [
            f"firstlight limits for {name}: exit {process.returncode}: "
            + self.processes.log(f"limits-{name}")[-300:].strip()
            for name, (_, process) in sorted(self.asked.items())
            if process.poll() not in (None, 0, 1, 3, 4)]
