#!/usr/bin/env bash
# Builds the image by buildah, as root and without a daemon, and tries what it has. Some minutes: for the night. Where the
# base image cannot be had, Debian's own Python stands in for it, made by debootstrap.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'umount -q "$work/root/proc" 2>/dev/null; rm -rf --one-file-system "$work"' EXIT
base=$(sed -n 's/^FROM \([^ ]*\).*/\1/p' Dockerfile | head -1)
container=(buildah --root "$work/storage" --runroot "$work/run" --storage-driver vfs)
certificates=/etc/ssl/certs

if ! timeout 120 "${container[@]}" pull -q "$base" >/dev/null 2>&1; then
    echo "a stand-in for $base"
    debootstrap --variant=minbase --include=python3-venv,python3-dev,python-is-python3,ca-certificates \
        bookworm "$work/root" >"$work/debootstrap.log" || { tail -5 "$work/debootstrap.log"; exit 1; }
    made=$("${container[@]}" from scratch)
    "${container[@]}" add -q "$made" "$work/root" /
    "${container[@]}" commit -q "$made" "$base" >/dev/null
    rm -rf "$work/root"
fi
"${container[@]}" bud -q --isolation chroot --network host --pull-never --volume "$certificates:$certificates:ro" \
    --env PIP_CERT="$certificates/ca-certificates.crt" --build-arg COMMIT="$(git rev-parse --short HEAD)" --tag sosik .
made=$("${container[@]}" from --pull-never sosik)

inside() { "${container[@]}" run --isolation chroot --user 10001 "$made" -- "$@"; }

[[ $(inside sosik --version) == *"$(git rev-parse --short HEAD), with its kernel in C"* ]]
[[ $(inside sh -c "unset CORPUS_DIR; sosik search 버스파업") == *시내버스* ]]
if inside sh -c 'touch /opt/sosik/mine' 2>/dev/null; then
    echo "what is installed could be changed" && exit 1
fi
inside sh -c 'touch /data/mine /corpus/mine'
[[ $("${container[@]}" inspect --type image --format '{{.OCIv1.Config.User}}' sosik) == 10001 ]]
echo "the image works, as user 10001"
