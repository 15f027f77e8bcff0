"""A web server that takes what Alertmanager delivers, and notes which receiver it was for."""

import http.server
import json
import re
import threading


class Inbox:
    """What was delivered: pairs of receiver and alert."""

    def __init__(self):
        inbox = self
        self.lock = threading.Lock()
        self.delivered = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                with inbox.lock:
                    inbox.delivered += [
                        (self.path.strip("/"), alert) for alert in json.loads(body)["alerts"]]
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def receivers(self, **labels):
        """The receivers that firing alerts with these labels were delivered to."""
        with self.lock:
            return {name for name, alert in self.delivered if alert["status"] == "firing"
                    and all(alert["labels"].get(key) == value for key, value in labels.items())}


def redirected(config, url):
    """An Alertmanager configuration whose receivers all deliver to an inbox.

    Routes, grouping and inhibitions stay as they are. A receiver that delivers to nobody stays one.
    """
    lines = config.splitlines()
    start = lines.index("receivers:")
    end = next((number for number in range(start + 1, len(lines))
                if re.match(r"\S", lines[number]) and not lines[number].startswith("#")), len(lines))
    replaced = ["receivers:"]
    block = lines[start + 1:end]
    starts = [number for number, line in enumerate(block) if re.match(r"  - name: ", line)]
    for number, place in enumerate(starts):
        rest = block[place + 1:starts[number + 1] if number + 1 < len(starts) else len(block)]
        name = block[place].split(": ", 1)[1].strip().strip('"')
        replaced.append(block[place])
        if any("_configs:" in line for line in rest):
            replaced.append(f"    webhook_configs: [{{url: '{url}/{name}', send_resolved: true}}]")
    return "\n".join(lines[:start] + replaced + lines[end:]) + "\n"
