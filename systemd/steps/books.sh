# The books: copied before a switch, and put back only where the older release cannot read what the newer one wrote.
BOOKS=$STATE/kiosk.db

# save_books RELEASE: a whole copy of the books as they are now, kept with the release that wrote them.
save_books() {
  [ -s "$BOOKS" ] || return 0
  local copy=$STATE/.copy.db
  rm -f "$copy"
  as_hatch "$1/venv/bin/python" - "$BOOKS" "$copy" <<'PY' || fail "the books could not be copied (is the disk full?)"
import contextlib, sqlite3, sys
with contextlib.closing(sqlite3.connect(sys.argv[1])) as books, contextlib.closing(sqlite3.connect(sys.argv[2])) as copy:
    books.backup(copy)
    copy.execute("PRAGMA journal_mode=DELETE")
PY
  sync "$copy"
  mv "$copy" "$1/books.db"
  chmod 600 "$1/books.db"
  say "the books as they are now: $1/books.db"
}

# books_for RELEASE: the books that this release can read: those there are, so that no order is lost, else its own copy.
books_for() {
  [ -s "$BOOKS" ] || return 0
  as_hatch "$1/venv/bin/python" -c \
    'import sys; from pathlib import Path; from kiosk.shell.store import Store; Store.read(Path(sys.argv[1])).close()' \
    "$BOOKS" 2>/dev/null && return 0
  [ -s "$1/books.db" ] || fail "$(basename "$1") cannot read the books, and there is no copy of its own: kiosk restore FILE"
  local aside tail
  aside=$BOOKS.newer-$(date -u +%Y%m%dT%H%M%SZ)
  for tail in '' -wal -shm; do [ ! -e "$BOOKS$tail" ] || mv "$BOOKS$tail" "$aside$tail"; done
  cp "$1/books.db" "$BOOKS"
  own kiosk-hatch "$BOOKS" 600
  say "$(basename "$1") cannot read what the newer release wrote: its own copy of the books is back; the newer ones: $aside"
}

# As the user whose books they are: root's own -wal would shut the hatch out.
as_hatch() {
  if [ -z "$ROOT" ] && [ "$(id -u)" = 0 ]; then (cd "$STATE" && runuser -u kiosk-hatch -- "$@"); else "$@"; fi
}
