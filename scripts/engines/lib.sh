# shellcheck shell=bash disable=SC2034
# Sourced by the engine scripts: where engines live, and the installer they share.

# Outside the checkout, so that it survives `git clean` and one copy serves every clone.
engines=${FIRSTLIGHT_ENGINES:-}
if [[ -z $engines ]]; then
    cache=${XDG_CACHE_HOME:-${HOME:?is not set: name a folder in FIRSTLIGHT_ENGINES}/.cache}
    engines=$cache/firstlight/engines
fi

vllm_version=0.32.0
vllm_home=$engines/vllm-$vllm_version
llamacpp_build=11434
llamacpp_home=$engines/llamacpp-$llamacpp_build

# A home with this file holds a complete installation; it is written last, and lists every
# package with its version.
stamp=installed.txt

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }
die() {
    say "$*"
    exit 1
}

# ensure_venv FOLDER: a virtual environment in FOLDER, unless one is there.
ensure_venv() {
    [[ -x $1/bin/python ]] || python3 -m venv "$1" \
        || die "python3 cannot make a virtual environment; on Debian, apt-get install python3-venv"
}

# ensure_uv: sets $uv to a uv, which resolves and installs in seconds what takes pip minutes.
ensure_uv() {
    uv=$(command -v uv || true)
    [[ -z $uv ]] || return 0
    uv=$engines/uv/bin/uv
    [[ -x $uv ]] && return
    ensure_venv "$engines/uv"
    "$engines/uv/bin/python" -m pip install --quiet uv
}
