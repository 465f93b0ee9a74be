#!/usr/bin/env bash
# run.sh check|start: an event server at $SERVE and a monitor at $MONITOR that watches it, until Ctrl-C.
# `check` says before the build whether both can listen.
set -euo pipefail
# Each child in a process group of its own: Ctrl-C reaches this script alone, which then stops them in order.
set -m

quintet=.build/debug/quintet
server=
monitor=
folder=

# taken HOST PORT: whether somebody answers there. Nobody does at port 0: it means any free port.
taken() {
    local host=${1#[}
    [ "$2" != 0 ] && (exec 3<>"/dev/tcp/${host%]}/$2") 2>/dev/null
}

# free NAME ADDRESS: fails with what to do when the address cannot be had.
free() {
    local host=${2%:*} port=${2##*:} next
    if ! [[ $2 == ?*:* && $port =~ ^[0-9]{1,5}$ ]]; then
        echo "run: $1=$2 is not HOST:PORT; say, for example, $1=127.0.0.1:8000" >&2
        return 1
    fi
    taken "$host" "$port" || return 0
    for ((next = port + 1; next < 65535; next++)); do
        taken "$host" "$next" || break
    done
    echo "run: $2 is taken by another program; stop that one, or choose another port: make run $1=$host:$next" >&2
    return 1
}

# address FILE PID: waits until the program has written where it listens; fails when it ended instead.
address() {
    until [ -s "$1" ]; do
        kill -0 "$2" 2>/dev/null || return 1
        sleep 0.05
    done
    cat "$1"
}

# The monitor first: a server that goes away before it would be a failure in its last lines.
stop() {
    # Whoever asks a second time does not want to wait any longer.
    trap 'kill -KILL $server $monitor 2>/dev/null || true' INT TERM HUP
    local pid
    for pid in $monitor $server; do
        kill -TERM "$pid" 2>/dev/null || true
        wait "$pid" || status=$?
    done
    monitor= server=
}

finish() {
    status=$1
    trap - EXIT
    stop
    [ -z "$folder" ] || rm -rf "$folder"
    exit "$status"
}

start() {
    trap 'finish $?' EXIT
    trap 'echo; echo "run: stopping"; finish 0' INT TERM HUP
    # Only its user can read what is in it: the demonstration's passwords.
    folder=$(mktemp -d)

    "$quintet" serve --demo --demo-dir "$folder/demo" --listen "$SERVE" --port-file "$folder/serve" \
        --log-level warning </dev/null >/dev/null &
    server=$!
    local serving monitoring
    serving=$(address "$folder/serve" "$server")

    "$quintet" monitor --config "$folder/demo/quintet.yaml" --listen "$MONITOR" --port-file "$folder/monitor" \
        </dev/null >/dev/null &
    monitor=$!
    monitoring=$(address "$folder/monitor" "$monitor")

    echo "run: event server   ws://$serving/ws"
    echo "run: monitor        http://$monitoring/"
    echo "run: metrics        http://$monitoring/metrics"
    echo "run: configuration  $folder/demo/quintet.yaml"
    echo 'run: a line for each run of a probe follows; Ctrl-C stops both'
    # Either of them ending is the end.
    wait -n "$server" "$monitor"
}

case $1 in
check)
    free SERVE "$SERVE"
    free MONITOR "$MONITOR"
    if [ "$SERVE" = "$MONITOR" ] && [ "${SERVE##*:}" != 0 ]; then
        echo "run: SERVE and MONITOR are both $SERVE; give one of them another port" >&2
        exit 1
    fi
    ;;
start) start ;;
esac
