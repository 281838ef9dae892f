#!/bin/bash
# Both commands of the README in a new minimal Debian that has only git and python3: first as an ordinary user
# without sudo, then as root. Needs root, debootstrap and a kernel that allows namespaces.
#
#   tools/fresh_machine_check.sh [pytest options for the two test runs]
#
# What is committed (HEAD) is checked. Everything is mounted and started inside a mount and a process namespace of
# its own, so nothing outlives this script. The package mirror, proxy and certificates are this machine's.
set -euo pipefail

suite=bookworm
source=$(cd "$(dirname "$0")/.." && pwd)
test_options=("$@")

if [ "$(id -u)" != 0 ] || ! unshare --mount --pid --fork true 2>/dev/null; then
    echo "fresh machine check: skipped, this machine or user may not make namespaces"
    exit 0
fi

machine=$(mktemp -d /var/tmp/fresh-machine.XXXXXX)
trap 'rm -rf --one-file-system "$machine"' EXIT
started=$SECONDS
mirror=$(apt-get indextargets --format '$(CODENAME) $(REPO_URI)' 'Created-By: Packages' |
    awk -v suite="$suite" '$1 == suite { print $2; exit }')
debootstrap --variant=minbase --include=ca-certificates,git,python3 "$suite" "$machine" ${mirror:+"$mirror"} \
    >"$machine.log" 2>&1 || { tail -n 30 "$machine.log"; exit 1; }
rm -f "$machine.log"
chmod 755 "$machine"  # mktemp's 0700 would lock every other user out
echo "fresh machine check: $suite is ready ($((SECONDS - started)) s)"

# How this machine reaches its packages: name service, certificates, apt's and pip's settings.
cp /etc/resolv.conf /etc/hosts "$machine/etc/"
certificates=/etc/ssl/certs/ca-certificates.crt
[ ! -f "$certificates" ] || cp "$certificates" "$machine$certificates"
[ ! -f /etc/pip.conf ] || cp /etc/pip.conf "$machine/etc/"
apt-config dump | grep '^Acquire::' >"$machine/etc/apt/apt.conf.d/00-host" || true
settings=(LANG=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin)
for name in PIP_INDEX_URL PIP_TRUSTED_HOST http_proxy https_proxy no_proxy; do
    [ -z "${!name:-}" ] || settings+=("$name=${!name}")
done
for name in PIP_CERT SSL_CERT_FILE; do
    [ -z "${!name:-}" ] || settings+=("$name=$certificates")
done

git -C "$source" bundle create -q "$machine/rightsadmin.bundle" HEAD
cat >"$machine/both-commands" <<'INSIDE'
#!/bin/bash
set -euo pipefail
cd
git -c advice.detachedHead=false clone -q /rightsadmin.bundle rightsadmin
cd rightsadmin
for command in "demo --once" "test"; do
    started=$SECONDS
    if [ "$command" = test ]; then ./run test "$@"; else ./run $command; fi
    echo "fresh machine check: as $(id -un), ./run $command: $((SECONDS - started)) s"
done
INSIDE
cat >"$machine/inside" <<'INSIDE'
#!/bin/bash
set -euo pipefail
umask 022
mount -t proc proc /proc
mount -t tmpfs tmpfs /dev
mknod -m 666 /dev/null c 1 3
mknod -m 666 /dev/zero c 1 5
mknod -m 666 /dev/random c 1 8
mknod -m 666 /dev/urandom c 1 9
mknod -m 666 /dev/tty c 5 0
mkdir -m 1777 /dev/shm
mkdir /dev/pts
mount -t devpts -o ptmxmode=666 devpts /dev/pts
ln -s pts/ptmx /dev/ptmx
ln -s /proc/self/fd /dev/fd
useradd --create-home --shell /bin/bash clerk
for user in clerk root; do
    setpriv --reuid="$user" --regid="$user" --init-groups env HOME="$(getent passwd "$user" | cut -d: -f6)" \
        USER="$user" bash /both-commands "$@"
done
INSIDE

unshare --mount --pid --fork --kill-child --propagation private \
    chroot "$machine" env -i "${settings[@]}" bash /inside "${test_options[@]}" </dev/null
echo "fresh machine check: both commands pass as an ordinary user and as root ($((SECONDS - started)) s in all)"
