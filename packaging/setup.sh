# Shared by ./run and ./check: Debian packages and Python environments, made only when missing.
# shellcheck shell=bash

# What PySide6-Essentials needs of a bare Debian to open a window (xcb, wayland, offscreen).
RUNTIME_PACKAGES=(
  python3-venv ca-certificates fontconfig-config libdbus-1-3 libegl1 libfontconfig1 libgl1
  libglib2.0-0 libwayland-client0 libwayland-cursor0 libwayland-egl1 libx11-xcb1 libxcb-cursor0
  libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0
  libxcb-sync1 libxcb-xfixes0 libxcb-xinerama0 libxcb-xkb1 libxkbcommon-x11-0 libxkbcommon0
)
# What the tests read slips and count fsyncs with, the real printers and schedulers they talk to,
# and what the package, its units and its session are tried with.
TEST_PACKAGES=(
  build-essential cage cups cups-client cups-filters cups-ipp-utils dbus-daemon debootstrap lintian
  poppler-utils postgresql strace systemd xdotool xvfb xwayland
)

# What packaging/build takes the terminal's package together with.
BUILD_PACKAGES=(binutils dpkg-dev python3-venv)

say() { printf '%s\n' "$*" >&2; }

# setup_packages NAME... : installs the Debian packages that are not installed yet.
setup_packages() {
  local missing
  command -v dpkg-query >/dev/null || { say "This is no Debian: please install $*"; return 0; }
  mapfile -t missing < <(comm -23 <(printf '%s\n' "$@" | sort -u) <(installed_packages | sort -u))
  [ ${#missing[@]} -eq 0 ] && return 0
  say "Installing Debian packages: ${missing[*]}"
  as_root apt-get -qq update
  as_root apt-get -qq install -y --no-install-recommends "${missing[@]}" >/dev/null
}

# installed_packages : every installed name, with what it provides: Debian 13 renamed some libraries
# (libglib2.0-0t64), which still provide the old name.
installed_packages() {
  dpkg-query -W -f '${db:Status-Abbrev} ${Package} ${Provides}\n' \
    | awk '$1 ~ /^.i/ { $1 = ""; gsub(/\([^)]*\)|,/, " "); print }' | tr -s ' ' '\n'
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    env DEBIAN_FRONTEND=noninteractive "$@"
  elif command -v sudo >/dev/null; then
    sudo env DEBIAN_FRONTEND=noninteractive "$@"
  else
    say "This needs root, and there is no sudo. Please run as root: $*"
    return 1
  fi
}

# debian_python : Debian's own Python where it fits, else the newest fitting one on PATH.
debian_python() {
  local candidate
  for candidate in /usr/bin/python3 python3.13 python3.12 python3.11; do
    if fits "$candidate"; then command -v "$candidate"; return 0; fi
  done
  say "Python 3.11, 3.12 or 3.13 is needed: apt-get install python3 python3-venv"
  return 1
}

fits() {
  "$1" -c 'import sys; raise SystemExit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null
}

# setup_environment DIR PYTHON LOCK [OTHER]... : a virtual environment from LOCK, made again when
# the lock changed. One that was made from an OTHER lock (a superset) is taken as it is.
setup_environment() {
  local dir=$1 python=$2 lock=$3 known
  shift 2
  for known in "$@"; do
    if [ -f "$dir/.stamp" ] && [ "$(stamp "$known" "$python")" = "$(<"$dir/.stamp")" ]; then return 0; fi
  done
  say "Preparing $dir with $("$python" -V) from $lock (some minutes on a slow line)"
  "$python" -m venv --clear "$dir"
  "$dir/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
    --require-hashes -r "$lock"
  # A path line instead of an editable install: no import hooks, so the kiosk starts faster.
  echo "$PWD" >"$("$dir/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/anjungan.pth"
  printf '#!%s\nfrom kiosk.__main__ import main\n\nmain()\n' "$PWD/$dir/bin/python" >"$dir/bin/kiosk"
  chmod +x "$dir/bin/kiosk"
  "$dir/bin/python" -m compileall -q kiosk ui printing sync
  stamp "$lock" "$python" >"$dir/.stamp"
}

# stamp LOCK PYTHON : what an environment depends on.
stamp() { printf '%s %s %s\n' "$(sha256sum <"$1")" "$("$2" -V)" "$PWD"; }
