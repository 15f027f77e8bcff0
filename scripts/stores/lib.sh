# shellcheck shell=bash
# What scripts/with-prometheus and scripts/with-victoriametrics share. It is sourced:
#
#   source lib.sh NAME PROGRAM   NAME is for messages, PROGRAM is the server's
#
# Sets root, data (an empty folder under .build, removed at the end), log and url (a free port of
# 127.0.0.1), and offers `start`, `wait_until_ready` and `convert_preload`. The server is stopped by
# its process id when the script that sourced this ends, for whatever reason.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
name=${1:?which server?}
program=${2:?which program?}
server=
data=

complain() { # complain STATUS MESSAGE
    printf 'with-%s: %s\n' "$name" "$2" >&2
    exit "$1"
}

command -v "$program" >/dev/null ||
    complain 69 "there is no program $program here; scripts/deps installs it"
for file in "${FIRSTLIGHT_PRELOAD-}" "${FIRSTLIGHT_SCRAPE_CONFIG-}"; do
    [[ -z $file || -r $file ]] || complain 66 "$file cannot be read"
done

mkdir -p "$root/.build/logs" "$root/.build/stores"
log=$root/.build/logs/$name.log
data=$(mktemp -d "$root/.build/stores/$name.XXXXXX")

stop() {
    if [[ -n $server ]] && kill -TERM "$server" 2>/dev/null; then
        for _ in {1..100}; do
            kill -0 "$server" 2>/dev/null || break
            sleep 0.1
        done
        kill -KILL "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    rm -rf "$data"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

port=$(python3 -c 'import socket
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    print(free.getsockname()[1])')
url=http://127.0.0.1:$port

start() { # start ARGUMENT...: runs the program with these
    "$program" "$@" </dev/null >>"$log" 2>&1 &
    server=$!
}

wait_until_ready() { # wait_until_ready PATH: until the server answers there, at most 60 s
    local tries=0 reason=
    until curl --silent --fail --max-time 5 --output /dev/null "$url$1"; do
        tries=$((tries + 1))
        kill -0 "$server" 2>/dev/null || reason="$program ended before it was ready"
        ((tries < 300)) || reason="$program was not ready after $tries tries"
        if [[ -n $reason ]]; then
            tail -n 30 "$log" >&2
            complain 70 "$reason; above is the end of $log"
        fi
        sleep 0.2
    done
    printf 'with-%s: ready at %s\n' "$name" "$url" >&2
}

# OpenMetrics has timestamps in seconds and exemplars; the import of VictoriaMetrics wants
# milliseconds and reads no exemplars. Blanks and braces may stand in label values.
convert_preload() { # convert_preload FILE: prints it for /api/v1/import/prometheus
    python3 - "$1" <<'PYTHON'
import decimal
import re
import sys

SAMPLE = re.compile(
    r'(?P<series>[a-zA-Z_:][\w:]*(?:\{(?:[^"}]|"(?:[^"\\]|\\.)*")*\})?)'
    r' +(?P<value>\S+) +(?P<time>\S+)(?: +#.*)?$')

for number, line in enumerate(open(sys.argv[1], encoding="utf-8"), 1):
    line = line.rstrip("\n")
    if not line or line.startswith("#"):
        continue
    sample = SAMPLE.match(line)
    try:
        milliseconds = int(decimal.Decimal(sample["time"]) * 1000)
    except (TypeError, ArithmeticError):
        sys.exit(f"{sys.argv[1]}:{number}: no sample with a timestamp: {line}")
    print(sample["series"], sample["value"], milliseconds)
PYTHON
}
