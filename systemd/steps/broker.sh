# The broker: its configuration, who may sign in, and the passwords, each made once and read by one service.
SECRETS=$ETC/secrets
BROKER=$ROOT/etc/mosquitto/kiosk
ACCOUNTS='hatch bar doctor home-assistant'

# broker_files FOLDER: what a release brings of it.
broker_files() {
  local to=$1 base birth prefix
  base=$(toml_word broker base)
  prefix=$(toml_word home_assistant prefix)
  birth=$(toml_word home_assistant birth_topic)
  put "$HERE/broker/mosquitto.conf" "$to/mosquitto.conf" 600
  put "$HERE/broker/acl" "$to/acl" 600
  if [ -n "$birth" ]; then sed -i "s|@BIRTH@|$birth|" "$to/acl"; else sed -i '/@BIRTH@/d' "$to/acl"; fi
  sed -i "s|@BASE@|$base|; s|@PREFIX@|$prefix|" "$to/acl"
}

# Passwords are never typed, shown or given on a command line: made here, read by root for LoadCredential=.
secrets() {
  local account
  install -d -m 700 "$SECRETS"
  for account in $ACCOUNTS; do
    [ -s "$SECRETS/$account" ] || (umask 377; head -c 24 /dev/urandom | base64 | tr '+/' '-_' >"$SECRETS/$account")
  done
}

# The broker's own list of them, hashed; made anew when there is a password that it does not know.
broker_passwords() {
  [ -n "$BROKER_HERE" ] || return 0
  local list=$BROKER/passwords known=$BROKER/.known account now
  secrets
  install -d -m 755 "$BROKER"
  now=$(sha256sum "$SECRETS"/* | sha256sum)
  if [ ! -s "$list" ] || [ "$now" != "$(cat "$known" 2>/dev/null)" ]; then
    say "the broker learns its accounts: $(ls "$SECRETS" | tr '\n' ' ')"
    (umask 077; for account in "$SECRETS"/*; do printf '%s:%s\n' "$(basename "$account")" "$(head -n1 "$account")"; done >"$list.new")
    mosquitto_passwd -U "$list.new"
    mv "$list.new" "$list"
    (umask 077; echo "$now" >"$known")
    note_changed "$list"
  fi
}

# The broker reads all this after it has become its own user, and wants it for itself alone.
broker_owns() {
  [ -d "$BROKER" ] || return 0
  local file
  for file in "$BROKER"/*; do own mosquitto "$file" 600; done
}
