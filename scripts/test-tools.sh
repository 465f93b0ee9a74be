#!/usr/bin/env bash
# Unpacks what the tests run beside Quintet into .tools/: Prometheus with promtool, and a Python environment with the
# independent client's libraries; and sees to the openssl command. Nothing is installed as a service, and what is there is not fetched again.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

requirements=Tests/Witness/requirements.txt

fail() {
    echo "setup: $1" >&2
    exit 1
}

unpack_prometheus() {
    rm -rf .tools/download
    mkdir .tools/download
    (cd .tools/download && apt-get --quiet --quiet download prometheus </dev/null 2>/dev/null) || return 1
    dpkg --extract .tools/download/prometheus_*.deb .tools/prometheus
    rm -r .tools/download
    ln -sf ../prometheus/usr/bin/prometheus ../prometheus/usr/bin/promtool .tools/bin/
}

prometheus() {
    [ -x .tools/bin/prometheus ] && [ -x .tools/bin/promtool ] && return
    mkdir -p .tools/bin
    local server tool
    if server=$(command -v prometheus) && tool=$(command -v promtool); then
        ln -sf "$server" "$tool" .tools/bin/
        return
    fi
    echo 'setup: unpacking prometheus into .tools'
    command -v apt-get >/dev/null || fail 'the tests need prometheus and promtool; put both on the PATH'
    unpack_prometheus || { refresh && unpack_prometheus; } ||
        fail 'prometheus could not be fetched (is there a network?); put prometheus and promtool on the PATH'
}

# `apt-get download` takes no root, but fetching the lists it reads does.
refresh() {
    if [ "$(id -u)" = 0 ]; then
        apt-get --quiet --quiet update </dev/null
    else
        sudo -n apt-get --quiet --quiet update </dev/null
    fi
}

python() {
    cmp --silent "$requirements" .tools/venv/requirements.txt && return
    echo 'setup: making a Python environment in .tools/venv'
    python3 -c 'import ensurepip, venv' 2>/dev/null || scripts/packages.sh python3 python3-venv
    rm -rf .tools/venv
    python3 -m venv .tools/venv
    # By `-m`: the script `pip` begins with a path, and breaks where that has a space.
    .tools/venv/bin/python -m pip install --quiet --no-input --disable-pip-version-check -r "$requirements" </dev/null ||
        fail "pip could not install what $requirements names (is there a network?)"
    cp "$requirements" .tools/venv/requirements.txt
}

# The witness for certificates; `libssl-dev` does not bring the command.
openssl() {
    command -v openssl >/dev/null || scripts/packages.sh openssl
}

prometheus
python
openssl
