# A release carries a tree of all files that it puts outside /opt (files/). Putting a release in place is laying its tree
# over the machine and taking away what only the last one had; so an upgrade, a rollback and an uninstall are one thing.

render_files() {
  FILES=$RELEASE/files
  local new=$RELEASE/files.new
  rm -rf "$new"; mkdir "$new"
  unit_files "$new/etc/systemd/system"
  lock_files "$new"
  put "$HERE/machine/sysusers.conf" "$new/etc/sysusers.d/kiosk.conf"
  put "$HERE/machine/gpio.rules" "$new/etc/udev/rules.d/60-kiosk-gpio.rules"
  put "$HERE/machine/kiosk.sh" "$new/usr/local/bin/kiosk" 755
  [ -z "$BROKER_HERE" ] || broker_files "$new/etc/mosquitto/kiosk"
  choices >"$new/.choices"
  if same_tree "$new" "$FILES"; then rm -rf "$new"; return; fi
  # Other choices for the release that runs: its present files are kept until the switch went well.
  [ ! -d "$FILES" ] || { rm -rf "$FILES.before"; mv "$FILES" "$FILES.before"; }
  mv "$new" "$FILES"
}

put() { install -D -m "${3:-644}" "$1" "$2"; }
link() { mkdir -p "$(dirname "$2")"; ln -sfn "$1" "$2"; }
same_tree() { [ -d "$2" ] && diff -r --no-dereference "$1" "$2" >/dev/null; }
choices() { printf 'ROLE=%q\nSCREEN=%q\nLEFT_OUT=%q\n' "$ROLE" "$SCREEN" "$LEFT_OUT"; }

unit_files() {
  local to=$1 side unit
  for unit in kiosk.target kiosk-display.service kiosk-screen.service; do put "$HERE/units/$unit" "$to/$unit"; done
  [ "$SCREEN" != labwc ] || put "$HERE/units/kiosk-display-labwc.conf" "$to/kiosk-display.service.d/labwc.conf"
  link ../kiosk.target "$to/multi-user.target.wants/kiosk.target"
  link /lib/systemd/system/multi-user.target "$to/default.target"
  for side in hatch bar; do ! runs "$side" || wanted_unit "$to" "kiosk-$side.service"; done
  ! runs hatch || for unit in backup purge; do
    put "$HERE/units/kiosk-$unit.service" "$to/kiosk-$unit.service"
    wanted_unit "$to" "kiosk-$unit.timer"
  done
  if [ -n "$BROKER_HERE" ]; then
    put "$HERE/units/mosquitto-kiosk.conf" "$to/mosquitto.service.d/kiosk.conf"
    link /lib/systemd/system/mosquitto.service "$to/kiosk.target.wants/mosquitto.service"
  else
    for side in hatch bar; do ! runs "$side" || put "$HERE/units/kiosk-lan.conf" "$to/kiosk-$side.service.d/lan.conf"; done
  fi
}
wanted_unit() { put "$HERE/units/$2" "$1/$2"; link "../$2" "$1/kiosk.target.wants/$2"; }

lock_files() {
  local to=$1/etc units=$1/etc/systemd/system
  ! locked consoles || {
    put "$HERE/lockdown/consoles.conf" "$to/systemd/logind.conf.d/kiosk-consoles.conf"
    link /dev/null "$units/getty@tty1.service"
    link /dev/null "$units/autovt@.service"
    link /dev/null "$units/ctrl-alt-del.target"
    put "$HERE/lockdown/ctrl-alt-del.conf" "$to/systemd/system.conf.d/kiosk-ctrl-alt-del.conf"
  }
  ! locked power-key || put "$HERE/lockdown/power-key.conf" "$to/systemd/logind.conf.d/kiosk-power-key.conf"
  ! locked sysrq || put "$HERE/lockdown/sysrq.conf" "$to/sysctl.d/90-kiosk-sysrq.conf"
  ! locked keyboards || put "$HERE/lockdown/keyboards.rules" "$to/udev/rules.d/90-kiosk-keyboards.rules"
  ! locked watchdog || put "$HERE/lockdown/watchdog.conf" "$to/systemd/system.conf.d/kiosk-watchdog.conf"
  ! locked journal || put "$HERE/lockdown/journal.conf" "$to/systemd/journald.conf.d/kiosk.conf"
}
locked() { [[ " $LEFT_OUT " != *" $1 "* ]]; }

# lay_files TREE: the machine's files become this tree's. Changes nothing where they are already.
lay_files() {
  local tree=$1 path
  while IFS= read -r path; do
    [ -e "$tree$path" ] || [ -L "$tree$path" ] || give_back "$path"
  done < <(cat "$OPT/laid" 2>/dev/null)
  while IFS= read -r path; do
    same_file "$tree$path" "$ROOT$path" || lay "$tree" "$path"
  done < <(tree_paths "$tree")
  tree_paths "$tree" >"$OPT/laid"
  cp "$tree/.choices" "$OPT/choices"
}
laid_as() {
  local tree=$1 path
  tree_paths "$tree" | cmp -s - "$OPT/laid" || return 1
  while IFS= read -r path; do same_file "$tree$path" "$ROOT$path" || return 1; done < <(tree_paths "$tree")
}
tree_paths() { (cd "$1" && find . -mindepth 2 \( -type f -o -type l \) -print | sed 's/^\.//' | LC_ALL=C sort); }
same_file() {
  if [ -L "$1" ]; then [ -L "$2" ] && [ "$(readlink "$1")" = "$(readlink "$2")" ]
  else [ -f "$2" ] && [ ! -L "$2" ] && cmp -s "$1" "$2" && [ "$(stat -c %a "$1")" = "$(stat -c %a "$2")" ]; fi
}

# What lay there before the kiosk came is kept, and comes back when it goes.
lay() {
  local tree=$1 path=$2 before=$OPT/before$2
  note_changed "$path"
  if { [ -e "$ROOT$path" ] || [ -L "$ROOT$path" ]; } && ! grep -qxF "$path" "$OPT/laid" 2>/dev/null; then
    mkdir -p "$(dirname "$before")"; cp -a "$ROOT$path" "$before"
  fi
  mkdir -p "$(dirname "$ROOT$path")"
  cp -a --no-preserve=ownership "$tree$path" "$ROOT$path.kiosk-new"
  mv -T "$ROOT$path.kiosk-new" "$ROOT$path"
}
give_back() {
  local path=$1 before=$OPT/before$1
  note_changed "$path"
  rm -f "$ROOT$path"
  if [ -e "$before" ] || [ -L "$before" ]; then mv -T "$before" "$ROOT$path"
  else rmdir -p --ignore-fail-on-non-empty "$(dirname "$ROOT$path")" 2>/dev/null || true; fi
}
