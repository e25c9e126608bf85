# A release: /opt/kiosk/releases/VERSION-CONTENT, with a virtual environment of its own, built where it stays.

# Named by its version and by its content, so that another checkout of the same version is another release.
release_name() {
  local version
  version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' "$SOURCE/kiosk/__init__.py")
  echo "$version-$(content | sha256sum | cut -c1-8)"
}
content() {
  (cd "$SOURCE" && find kiosk hardware assets config systemd pyproject.toml LICENSE -type f \
    ! -path '*/__pycache__/*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum)
}

build_release() {
  RELEASE=$OPT/releases/$(release_name)
  if [ -e "$RELEASE/RELEASE" ]; then
    say "$(basename "$RELEASE") is built"
    ! runs hatch || has_lgpio || give_lgpio  # built for a bar
    return
  fi
  say "building $(basename "$RELEASE")"
  rm -rf "$RELEASE"
  trap 'rm -rf "$RELEASE"; say "the release could not be built; nothing was changed" >&2' EXIT
  mkdir -p "$RELEASE"
  cp -R "$HERE" "$RELEASE/systemd"
  "$PYTHON" -m venv "$RELEASE/venv"
  # pip compiles what it installs; the release's own files are older than none.
  pip_install --require-hashes --only-binary :all: -r "$HERE/requirements.lock"
  if runs hatch; then give_lgpio
  else (give_lgpio) || say "without lgpio this bar has no foot switch ([bar.pins]); all else is there"; fi
  give_kiosk
  date -u +%FT%TZ >"$RELEASE/RELEASE"
  trap - EXIT
}

pip_install() {
  local from=()
  [ -z "$WHEELHOUSE" ] || from=(--no-index --find-links "$WHEELHOUSE")
  "$RELEASE/venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --no-warn-script-location \
    --root-user-action ignore "${from[@]}" "$@"
}

# The kiosk itself, by the build tool that the lock brought; from a copy, so that nothing is written beside the source.
give_kiosk() {
  local copy=$RELEASE/source
  mkdir "$copy"
  (cd "$SOURCE" && cp -R kiosk hardware assets config pyproject.toml README.md LICENSE "$copy")
  find "$copy" -name __pycache__ -prune -exec rm -rf {} +
  pip_install --no-deps --no-build-isolation --no-index "$copy"
  rm -rf "$copy"
}

# lgpio has no wheel for every Python. What the system has (python3-lgpio on Raspberry Pi OS) is borrowed, it alone: the
# rest of the system's Python stays outside, or Debian's old gpiozero would come along.
give_lgpio() {
  local module folder
  module=$("$PYTHON" -c 'import importlib.util as u; s = u.find_spec("lgpio"); print(s.origin if s else "")')
  folder=$("$RELEASE/venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("platlib"))')
  if [ -n "$module" ]; then
    ln -s "$module" "$(dirname "$module")"/_lgpio*.so "$folder/"
    say "lgpio is the system's: $module"
  else
    pip_install --no-deps --require-hashes --only-binary :all: -r "$HERE/lgpio.lock"
    has_lgpio ||
      fail "there is no lgpio for $("$PYTHON" -V) on $(uname -m): on Raspberry Pi OS 'sudo apt install python3-lgpio', then again"
  fi
}
has_lgpio() { "$RELEASE/venv/bin/python" -c 'import importlib.util as u; raise SystemExit(u.find_spec("lgpio") is None)'; }

# What was built is asked before it is trusted: does it load, from where, and does it understand the house's files.
prove_release() {
  understands_the_house
  origins | while read -r name version where; do
    [[ $where == "$RELEASE"/venv/* ]] || fail "$name would come from $where, and not from the release"
    say "  $name $version"
  done
}
understands_the_house() {
  local said
  said=$(cd "$RELEASE" && "$RELEASE/venv/bin/kiosk" check --config "$(checked_config)" 2>&1) || {
    printf '%s\n' "$said" >&2
    fail "$(basename "$RELEASE") does not start with this house's configuration; mend it (above) and run this again. Nothing was changed"
  }
}
checked_config() {
  # Without a folder of the house's own, an empty one: --config wants one that is there.
  [ -d "$ETC" ] && echo "$ETC" || { mkdir -p "$RELEASE/no-config"; echo "$RELEASE/no-config"; }
}
origins() {
  (cd "$RELEASE" && PYGAME_HIDE_SUPPORT_PROMPT=1 "$RELEASE/venv/bin/python" - <<'PY'
import importlib, importlib.metadata as metadata
for module, name in (("kiosk", "backdoor43-kiosk"), ("pygame", "pygame"), ("paho.mqtt", "paho-mqtt"), ("gpiozero", "gpiozero"),
                     ("sqlite_utils", "sqlite-utils"), ("msgspec", "msgspec")):
    print(name, metadata.version(name), importlib.import_module(module).__file__)
PY
  )
}
