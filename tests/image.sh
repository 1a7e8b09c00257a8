#!/usr/bin/env bash
# Builds the image by buildah, as root and without a daemon, and tries what it has: as user 10001, on a root file system
# that cannot be written to, with its health check. Some minutes: for the night. Where the base image cannot be had,
# Debian's own Python stands in for it, made by debootstrap.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
container=(buildah --root "$work/storage" --runroot "$work/run" --storage-driver vfs)
clean() {
    [ -z "${bot:-}" ] || kill "$bot" 2>/dev/null || true
    [ -z "${telegram:-}" ] || kill "$telegram" 2>/dev/null || true
    for mounted in "$work/box/data" "$work/box/corpus" "$work/box/tmp" "$work/box/dev" "$work/box/proc" "$work/box" "$work/root/proc"; do
        umount -q -l "$mounted" 2>/dev/null || true
    done
    [ -z "${made:-}" ] || "${container[@]}" umount -a >/dev/null 2>&1 || true
    rm -rf --one-file-system "$work"
}
trap clean EXIT
base=$(sed -n 's/^FROM \([^ ]*\).*/\1/p' Dockerfile | head -1)
commit=$(git rev-parse --short HEAD)
certificates=/etc/ssl/certs

if ! timeout 120 "${container[@]}" pull -q "$base" >/dev/null 2>&1; then
    echo "a stand-in for $base"
    debootstrap --variant=minbase --include=python3-venv,python3-dev,python-is-python3,ca-certificates \
        bookworm "$work/root" >"$work/debootstrap.log" || { tail -5 "$work/debootstrap.log"; exit 1; }
    umount -q -l "$work/root/proc" 2>/dev/null || true
    made=$("${container[@]}" from scratch)
    "${container[@]}" add -q "$made" "$work/root" /
    "${container[@]}" commit -q "$made" "$base" >/dev/null
    rm -rf --one-file-system "$work/root"
fi
"${container[@]}" bud -q --format docker --isolation chroot --network host --pull-never \
    --volume "$certificates:$certificates:ro" --env PIP_CERT="$certificates/ca-certificates.crt" \
    --build-arg COMMIT="$commit" --tag sosik .
made=$("${container[@]}" from --pull-never sosik)

inside() { "${container[@]}" run --isolation chroot --user 10001 "$made" -- "$@"; }

[[ $(inside sosik --version) == *"$commit, with its kernel in C"* ]]
[[ $(inside sh -c "unset CORPUS_DIR; sosik search 버스파업") == *시내버스* ]]
if inside sh -c 'touch /opt/sosik/mine' 2>/dev/null; then
    echo "what is installed could be changed" && exit 1
fi
inside sh -c 'touch /data/mine /corpus/mine'
[[ $("${container[@]}" inspect --type image --format '{{.Docker.Config.User}}' sosik) == 10001 ]]
echo "the image works, as user 10001"

# `sosik run` beside an emulated Telegram, where nothing can be written but /data, /corpus and /tmp, as in compose.yaml
mkdir -p "$work/box" "$work/data" "$work/corpus"
cp -r corpus/. "$work/corpus"
chown -R 10001:10001 "$work/data" "$work/corpus"
mount --bind "$("${container[@]}" mount "$made")" "$work/box"
mount --bind "$work/data" "$work/box/data"
mount --bind "$work/corpus" "$work/box/corpus"
mount -t tmpfs tmpfs "$work/box/tmp"
mount --rbind /dev "$work/box/dev"
mount --rbind /proc "$work/box/proc"
mount -o remount,ro,bind "$work/box"
"${PYTHON:-.venv/bin/python}" -m tests.emulator >"$work/telegram" &
telegram=$!
until [ -s "$work/telegram" ]; do
    kill -0 "$telegram" || { echo "the emulated Telegram does not run" && exit 1; }
    sleep 0.2
done
read -r url token <"$work/telegram"
mapfile -t variables < <("${container[@]}" inspect --type image --format '{{range .Docker.Config.Env}}{{println .}}{{end}}' sosik | sed '/^$/d')
port=$((20000 + RANDOM % 10000))
variables+=(HOME=/data TELEGRAM_BOT_TOKEN="$token" TELEGRAM_API_URL="$url" PORT="$port" METRICS_PORT="$port")
# a command as the image has it run: its user, its variables; no function, beside which a signal would end its shell alone
image=(chroot --userspec=10001:10001 "$work/box" /usr/bin/env -i "${variables[@]}")
if chroot "$work/box" sh -c 'touch /mine || touch /opt/mine' 2>/dev/null; then # as root: 10001 may not, mounted or not
    echo "its root file system can be written to" && exit 1
fi
"${image[@]}" sh -c 'cd /data && exec sosik run' >"$work/log" 2>&1 &
bot=$!
mapfile -t check < <("${container[@]}" inspect --type image --format '{{range .Docker.Config.Healthcheck.Test}}{{println .}}{{end}}' sosik | sed '1d;/^$/d')
for _ in $(seq 120); do
    if "${image[@]}" "${check[@]}" 2>/dev/null; then
        is_healthy=yes
        break
    fi
    sleep 0.5
done
[ "${is_healthy:-}" = yes ] || { tail -20 "$work/log"; echo "not healthy" && exit 1; }
kill "$bot"
wait "$bot" || { tail -20 "$work/log"; echo "it ended with a fault" && exit 1; }
bot=""
if "${image[@]}" "${check[@]}" 2>/dev/null; then
    echo "healthy, and not running" && exit 1
fi
echo "it runs on a root file system that cannot be written to, and is healthy while it does"
