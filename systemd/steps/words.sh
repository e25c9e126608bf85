# How the installer speaks.
LOCKS='consoles power-key sysrq keyboards watchdog journal'

# Whoever listened may be gone by then.
# What this run has written or taken away, a path a line. Not by the files' times: a Pi's clock may jump back.
CHANGED=''
note_changed() { CHANGED+=$1$'\n'; }

say() { printf 'kiosk: %s\n' "$*" || true; }
fail() { printf 'kiosk: %s\n' "$*" >&2 || true; exit 1; }

# one_of OPTION GIVEN CHOICE...: the given one, if it is a choice.
one_of() {
  local option=$1 given=$2; shift 2
  [[ " $* " == *" $given "* && -n $given ]] || fail "$option wants one of: $*"
  echo "$given"
}
a_lock() { one_of --with/--without "$1" $LOCKS; }
