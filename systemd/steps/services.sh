# Users, the house's folder, and what runs.

users() {
  local from="$FILES/etc/sysusers.d/kiosk.conf"
  if [ -z "$ROOT" ]; then systemd-sysusers "$from"
  elif [ "$(id -u)" = 0 ]; then systemd-sysusers --root="$ROOT" "$from" || say "no users in $ROOT: it is no whole system"; fi
}

# own USER FILE MODE
own() {
  local id
  chmod "$3" "$2"
  [ "$(id -u)" = 0 ] || return 0
  id=$(sed -n "s/^$1:[^:]*:\([0-9]*\):\([0-9]*\):.*/\1:\2/p" "$ROOT/etc/passwd" 2>/dev/null) || true
  [ -z "$id" ] || chown "$id" "$2"
}

# New files only: what lies in /etc/kiosk is the house's. NEW_FILES says whether the configuration is another one now.
house_files() {
  NEW_FILES=''
  install -d -m 755 "$ETC" "$ETC/broker.d"
  [ -z "$JOIN" ] || join
  [ -e "$ETC/kiosk.toml" ] || { put "$HERE/machine/kiosk.toml" "$ETC/kiosk.toml"; NEW_FILES=yes; say "new: $ETC/kiosk.toml"; }
  runs hatch || [ -s "$SECRETS/bar" ] || fail "there is no $SECRETS/bar"
  [ "$SCREEN" != labwc ] || labwc_files
}

# What systemd/pair made on the broker's machine: where it is, whom to trust, and the bar's password.
join() {
  local from
  NEW_FILES=yes
  from=$(mktemp -d)
  tar -C "$from" -xf "$JOIN" kiosk.toml ca.crt bar || fail "$JOIN is not what systemd/pair makes"
  install -d -m 700 "$SECRETS"
  install -m 400 "$from/bar" "$SECRETS/bar"
  install -D -m 644 "$from/ca.crt" "$ETC/tls/ca.crt"
  if [ ! -e "$ETC/kiosk.toml" ]; then install -m 644 "$from/kiosk.toml" "$ETC/kiosk.toml"; say "new: $ETC/kiosk.toml"
  elif ! cmp -s "$from/kiosk.toml" "$ETC/kiosk.toml"; then
    say "$ETC/kiosk.toml is left as it is. For the broker it should say:"; sed -n '/^\[broker\]/,/^$/p' "$from/kiosk.toml"
  fi
  rm -rf "$from"
}

labwc_files() {
  local rc=$ETC/labwc/rc.xml outputs hatch bar
  [ ! -e "$rc" ] || return 0
  outputs=$(connected)
  hatch=${HATCH_ON:-$(sed -n 1p <<<"$outputs")} bar=${BAR_ON:-$(sed -n 2p <<<"$outputs")}
  hatch=${hatch:-HDMI-A-1}
  if [ "$ROLE" = both ]; then bar=${bar:-HDMI-A-2}; else bar=$hatch; fi
  install -d -m 755 "$ETC/labwc"
  put "$HERE/labwc/menu.xml" "$ETC/labwc/menu.xml"
  touches "$hatch" "$bar" >"$rc.touch"
  sed -e "s/@HATCH@/$hatch/; s/@BAR@/$bar/" -e "/@TOUCH@/{r $rc.touch" -e 'd}' "$HERE/labwc/rc.xml" >"$rc"
  rm "$rc.touch"
  note_changed "$rc"
  say "new: $rc (the hatch on $hatch, the bar on $bar)"
}
connected() { (cd "${ROOT:-}/sys/class/drm" 2>/dev/null && grep -lx connected card*-*/status | sed 's/^card[0-9]*-//; s|/status$||') | grep -v Writeback || true; }

# Which touch screen belongs to which output: as said, else the first to the hatch, which only a touch can prove.
touches() {
  local output=$1 name
  if [ -n "$HATCH_TOUCH$BAR_TOUCH" ]; then
    [ -z "$HATCH_TOUCH" ] || touch_on "$HATCH_TOUCH" "$1"
    [ -z "$BAR_TOUCH" ] || touch_on "$BAR_TOUCH" "$2"
    return
  fi
  while IFS= read -r name; do touch_on "$name" "$output"; output=$2; done < <(touch_screens)
}
touch_on() { printf '  <touch deviceName="%s" mapToOutput="%s" />\n' "$1" "$2"; }
touch_screens() {
  local device
  for device in "${ROOT:-}"/sys/class/input/event*; do
    ! udevadm info -q property "$device" 2>/dev/null | grep -qx ID_INPUT_TOUCHSCREEN=1 || cat "$device/device/name"
  done
}

programs() { local side; for side in hatch bar; do ! runs "$side" || echo "kiosk-$side.service"; done; }
# Each of them: asked for several at once, systemctl is content with one.
running() {
  local unit
  booted || return 1
  for unit in "$@"; do systemctl is-active --quiet "$unit" || return 1; done
}

# Whether all that should run does. A release is switched back only if the one before it ran.
all_well() { running $(programs); }

stop_programs() { ! booted || systemctl stop kiosk-hatch.service kiosk-bar.service 2>/dev/null || true; }

# start_all: with the files as they lie now. Fails when a program does not become ready, or does not stay.
start_all() {
  booted || return 0
  systemctl daemon-reload
  udevadm control --reload && udevadm trigger --subsystem-match=gpio --subsystem-match=spidev --subsystem-match=input
  [ ! -e /etc/sysctl.d/90-kiosk-sysrq.conf ] || sysctl -e -q -p /etc/sysctl.d/90-kiosk-sysrq.conf
  ! needs_restart mosquitto.service /etc/mosquitto/kiosk/ /etc/kiosk/broker.d/ /etc/systemd/system/mosquitto.service.d/ ||
    systemctl restart mosquitto.service || return 1
  ! needs_restart kiosk-display.service /etc/systemd/system/kiosk-display.service /etc/kiosk/labwc/ ||
    systemctl restart kiosk-display.service || say "there is no screen yet (journalctl -t kiosk-display); it is tried again every second"
  systemctl restart $(programs) || return 1
  systemctl start kiosk.target
  sleep 3
  all_well
}
# needs_restart UNIT PATH...: whether something below a path was changed, or the unit does not run. One that is not here needs none.
needs_restart() {
  local unit=$1 path; shift
  systemctl cat "$unit" >/dev/null 2>&1 || return 1
  running "$unit" || return 0
  for path in "$@"; do [[ $'\n'$CHANGED != *$'\n'"$path"* ]] || return 0; done
  return 1
}
