# What this machine is: whether a kiosk can live here, and what it must be given first.
ROOT=${DESTDIR:-}
OPT=$ROOT/opt/kiosk
ETC=$ROOT/etc/kiosk
STATE=$ROOT/var/lib/kiosk
PYTHON=${PYTHON:-/usr/bin/python3}

# Whether systemd runs here as a whole: not in a folder, and not while an image is made.
booted() { [ -z "$ROOT" ] && [ -d /run/systemd/system ]; }

may_install() {
  [ -n "$ROOT" ] || [ "$(id -u)" = 0 ] || fail "this changes the machine: run it as root (sudo systemd/install ...)"
  command -v "$PYTHON" >/dev/null || fail "there is no $PYTHON"
  "$PYTHON" -c 'import sys; sys.exit(not ((3, 11) <= sys.version_info < (3, 14)))' ||
    fail "Python 3.11 to 3.13 is needed, and $PYTHON is $("$PYTHON" -V 2>&1): use Debian 12 or 13"
  case $(uname -m) in
    aarch64 | x86_64) [ "$("$PYTHON" -c 'import struct; print(struct.calcsize("P"))')" = 8 ] ||
      fail "this system is a 32-bit one: write the 64-bit image of Raspberry Pi OS on the card" ;;
    *) fail "$(uname -m) is not supported: 64-bit Arm or x86-64" ;;
  esac
  mkdir -p "$OPT"
  exec 9>"$OPT/.installing"
  flock -n 9 || fail "another installation is under way"
}

# The role and the choices: those given now, else those of the last time.
know_the_house() {
  local chosen_role=$ROLE chosen_screen=$SCREEN lock
  local keep_with=$WITH keep_without=$WITHOUT
  LEFT_OUT=''
  [ ! -e "$OPT/choices" ] || . "$OPT/choices"
  # A machine that becomes another kind chooses its compositor anew.
  [ -z "$chosen_role" ] || [ "$chosen_role" = "$ROLE" ] || SCREEN=''
  ROLE=${chosen_role:-$ROLE} SCREEN=${chosen_screen:-$SCREEN}
  [ -n "$ROLE" ] || fail "say what this machine is: systemd/install hatch, bar or both"
  for lock in $keep_without; do [[ " $LEFT_OUT " == *" $lock "* ]] || LEFT_OUT="$LEFT_OUT $lock"; done
  for lock in $keep_with; do LEFT_OUT=$(sed "s/ $lock\b//" <<<"$LEFT_OUT"); done
  [ -z "$JOIN" ] || [ "$ROLE" = bar ] || fail "--join is for a bar whose broker is another machine"
  [ -n "$SCREEN" ] || SCREEN=$(which_screen)
  BROKER_HERE=''
  ! broker_here || BROKER_HERE=yes
  bar_knows_its_broker
  say "this machine: $ROLE, $(. "${ROOT:-}/etc/os-release" 2>/dev/null || . /etc/os-release; echo "${PRETTY_NAME:-Linux}"), $(uname -m), $("$PYTHON" -V), screen by $SCREEN"
}

# A bar alone must be told where the broker is; and a broker of the house's own, who the hatch is there.
bar_knows_its_broker() {
  [ -z "$BROKER_HERE" ] && [ -z "$JOIN" ] || return 0
  local side=$ROLE
  case $(toml_word broker host) in 127.0.0.1 | localhost | ::1)
    fail "a bar alone must know its broker: run systemd/pair on the hatch's machine, and bring what it makes here with --join FILE" ;;
  esac
  [ "$side" != both ] || side=hatch
  [ -s "$ETC/secrets/$side" ] ||
    fail "the broker is another machine: write the password of its user '$side' into $ETC/secrets/$side (chmod 400), or use systemd/pair and --join"
}

runs() { [ "$ROLE" = both ] || [ "$ROLE" = "$1" ]; }

# The broker is here, unless the house's configuration names another machine, or this is a bar: it joins the hatch's.
broker_here() {
  [ "$ROLE" != bar ] || return 1
  case $(toml_word broker host) in 127.0.0.1 | localhost | ::1) ;; *) return 1 ;; esac
}

# toml_word TABLE KEY: what kiosk.toml says, the house's own over the packaged one.
toml_word() {
  "$PYTHON" - "$ETC/kiosk.toml" "$SOURCE/config/kiosk.toml" "$@" <<'PY'
import sys, tomllib
from functools import reduce
house, packaged, *place = sys.argv[1:]
for file in (house, packaged):
    try:
        table = tomllib.load(open(file, "rb"))
    except FileNotFoundError:
        continue
    except tomllib.TOMLDecodeError as error:
        sys.exit(f"kiosk: {file} is no TOML: {error}. Mend it, and run this again. Nothing was changed")
    word = reduce(lambda inner, key: inner.get(key, {}), place, table)
    if word != {}:
        print(*word if isinstance(word, list) else [word])
        break
PY
}

debian() { (. "${ROOT:-}/etc/os-release" 2>/dev/null || . /etc/os-release; echo "${VERSION_ID:-13}"); }

# cage shows one program on one screen, and Bookworm's ends with the last monitor.
which_screen() {
  if [ "$ROLE" = both ] || { [ "$(debian)" = 12 ] && known labwc; }; then echo labwc; else echo cage; fi
}

known() { apt-cache policy "$1" 2>/dev/null | grep -q 'Candidate: [^(]' || is_there "$1"; }
is_there() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }

# What Debian must bring: asked for only where it is missing, so that a machine without a network is upgraded, too.
packages() {
  local wanted="python3-venv $SCREEN libpam-systemd libgl1-mesa-dri libegl1 libgles2 libwayland-client0 libwayland-cursor0 libwayland-egl1 libxkbcommon0" missing
  [ -z "$ROOT" ] || return 0
  [ -z "$BROKER_HERE" ] || wanted="$wanted mosquitto openssl"
  ! known python3-lgpio || wanted="$wanted python3-lgpio"
  # Bookworm's compositors want their login session made active, which logind lets them only where polkit is at work.
  [ "$(debian)" != 12 ] || wanted="$wanted polkitd"
  # Bookworm's cage will not start where the program is missing that it would start for an X client.
  [ "$SCREEN" != cage ] || [ "$(debian)" != 12 ] || wanted="$wanted xwayland"
  missing=$(not_there $wanted)
  [ -z "$missing" ] || from_debian $missing ||
    fail "Debian's packages could not be installed: $missing. Give the machine a network for that, or install them by hand. Nothing was changed"
  # The hatch's voice, for those who cannot read it; a hatch without one is a hatch all the same.
  # One try, and not a long one.
  ! runs hatch || is_there espeak-ng || debian_install $ONE_TRY espeak-ng 2>/dev/null || say "without espeak-ng the hatch does not speak: install it when there is a network"
}
ONE_TRY='-o Acquire::Retries=0 -o Acquire::http::Timeout=15 -o Acquire::https::Timeout=15'
not_there() { local one; for one in "$@"; do is_there "$one" || printf '%s ' "$one"; done; }
from_debian() {
  say "from Debian: $*"
  debian_install "$@" || { apt-get update -qq && debian_install "$@"; }
}
debian_install() { DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null; }
