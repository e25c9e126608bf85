# From one release to another, and back: files, the link, the books; what does not come up is undone.
CURRENT=$OPT/current
PREVIOUS=$OPT/previous

nothing_to_switch() { [ -z "$CHANGED" ] && [ "$(readlink -f "$CURRENT")" = "$(readlink -f "$RELEASE")" ] && laid_as "$FILES" && { ! booted || all_well; }; }

point() { ln -sfn "$(realpath --relative-to="$OPT" "$2")" "$1.new"; mv -T "$1.new" "$1"; }

switch_to() {
  local new=$1 old='' was_well=''
  [ ! -e "$CURRENT" ] || old=$(readlink -f "$CURRENT")
  [ -z "$old" ] || ! all_well || was_well=yes
  see_it_through
  stop_programs
  set +e  # a condition would switch the shell's watch over errors off within it, too
  (set -e; put_in_place "$new" "$old")
  local failed=$?
  set -e
  if [ "$failed" != 0 ]; then
    [ -n "$old" ] || fail "$(basename "$new") is installed and does not run yet: see 'journalctl -b -u kiosk-hatch -u kiosk-bar' and 'journalctl -b -t kiosk-display', mend it, and 'systemctl restart kiosk.target'"
    if [ -n "$was_well" ]; then undo "$new" "$old"
    else say "$(basename "$new") does not run, and neither did $(basename "$old"): it stays. See 'journalctl -b -u kiosk-hatch -u kiosk-bar'"; exit 1; fi
  fi
  [ -z "$old" ] || [ "$old" = "$new" ] || point "$PREVIOUS" "$old"
  rm -rf "$new/files.before"
}

# From here on nobody is left half way: not where the technician's line breaks off, nor by Ctrl+C.
see_it_through() { trap '' HUP INT TERM PIPE; }

# Any failure counts, a full disk as much as a program that does not become ready.
put_in_place() {
  local new=$1 old=$2
  [ -z "$old" ] || save_books "$old"
  lay_files "$new/files"
  broker_owns
  on_disk
  point "$CURRENT" "$new"
  on_disk
  start_all
}
# A plug pulled now must find either release whole: pip leaves what it wrote to the kernel's leisure.
on_disk() { sync -f "$OPT" "$ROOT/etc"; }

undo() {
  local new=$1 old=$2 files=$2/files
  say "$(basename "$new") did not come up: back to $(basename "$old")" >&2
  ! booted || journalctl -b -q -n 15 --no-pager -o cat $(printf ' -u %s' $(programs)) >&2 || true
  [ "$old" != "$new" ] || { rm -rf "$files"; mv "$files.before" "$files"; }
  stop_programs
  . "$files/.choices"
  lay_files "$files"
  broker_owns
  point "$CURRENT" "$old"
  books_for "$old"
  local now='runs as before'
  start_all || now="does not come up again either: 'journalctl -b -u kiosk-hatch -u kiosk-bar'"
  [ "$old" = "$new" ] || rm -rf "$new"
  fail "the upgrade failed and was taken back; $(basename "$old") $now"
}

roll_back() {
  [ -e "$PREVIOUS" ] || fail "there is no release before this one"
  local old new
  new=$(readlink -f "$CURRENT") old=$(readlink -f "$PREVIOUS")
  RELEASE=$old
  understands_the_house
  say "back from $(basename "$new") to $(basename "$old")"
  see_it_through
  stop_programs
  save_books "$new"
  . "$old/files/.choices"
  lay_files "$old/files"
  broker_owns
  point "$CURRENT" "$old"
  rm "$PREVIOUS"
  books_for "$old"
  start_all || fail "$(basename "$old") is in place and does not come up: 'journalctl -b -u kiosk-hatch -u kiosk-bar'"
  say_how_it_stands
}

# The current release and the one before it are kept.
forget_old_releases() {
  local one kept
  kept=" $(readlink -f "$CURRENT") $(readlink -f "$PREVIOUS" 2>/dev/null) "
  for one in "$(readlink -f "$OPT")"/releases/*; do [[ $kept == *" $one "* ]] || rm -rf "$one"; done
}

uninstall() {
  [ -e "$OPT/laid" ] || fail "no kiosk is installed here"
  ! booted || systemctl stop kiosk.target kiosk-hatch.service kiosk-bar.service kiosk-display.service kiosk-backup.timer kiosk-purge.timer mosquitto.service 2>/dev/null || true
  mkdir -p "$OPT/nothing"; : >"$OPT/nothing/.choices"
  lay_files "$OPT/nothing"
  rm -f "$BROKER/passwords" "$BROKER/.known"; rmdir "$BROKER" 2>/dev/null || true
  rm -rf "$OPT"
  ! booted || { systemctl daemon-reload; udevadm control --reload; }
  say "the programs are gone. Left, for you to keep or to remove:"
  say "  $STATE    the books and their copies"
  say "  $ETC      the house's configuration and passwords"
  say "  the users kiosk-hatch, kiosk-bar, kiosk-display, and Debian's packages (mosquitto and the compositor)"
  say "Restart the machine once, and its consoles are back."
}

say_how_it_stands() {
  say "$(basename "$(readlink -f "$CURRENT")") is in place${PREVIOUS:+$([ -e "$PREVIOUS" ] && echo ", and $(basename "$(readlink -f "$PREVIOUS")") is kept (--rollback)")}"
  booted || return 0
  local unit
  for unit in kiosk-display.service $(programs); do say "  $unit: $(systemctl is-active "$unit" || true)"; done
  say "What is right and what is not: sudo kiosk doctor. A first installation wants one restart of the machine: sudo reboot"
}
