"""The books' schema, step by step: what a database of any earlier version is brought to.

A step that has been in a night is never edited; a change is a new step below it. Each runs in one transaction
together with its own record, so a power cut leaves a step either done or not begun.
"""

from uuid import uuid4

from sqlite_utils import Database, Migrations

TIME = "GLOB '????-??-??T??:??:??.??????Z'"
"""UTC with a fixed width, so that text sorts as time does."""
OPEN = "status IN ('placed', 'acknowledged', 'ready')"
"""The open orders, in the very words of their index: other words would not find it."""
STATUSES = "('placed', 'acknowledged', 'ready', 'collected', 'refused', 'cancelled', 'uncollected')"

FIRST_NIGHT = (
    f"""CREATE TABLE orders (
        number INTEGER PRIMARY KEY CHECK (number > 0),
        night TEXT NOT NULL CHECK (night GLOB '????-??-??'),
        word TEXT NOT NULL,
        answer TEXT NOT NULL,
        language TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN {STATUSES}),
        status_before TEXT CHECK (status_before IN {STATUSES}),
        placed_at TEXT NOT NULL CHECK (placed_at {TIME}),
        changed_at TEXT NOT NULL CHECK (changed_at {TIME}),
        total_cents INTEGER NOT NULL CHECK (total_cents >= 0),
        revision INTEGER NOT NULL CHECK (revision >= 0)
    ) STRICT""",
    """CREATE TABLE lines (
        order_number INTEGER NOT NULL REFERENCES orders (number),
        position INTEGER NOT NULL CHECK (position >= 0),
        drink TEXT NOT NULL,
        name TEXT NOT NULL,
        quantity INTEGER NOT NULL CHECK (quantity > 0),
        price_cents INTEGER NOT NULL CHECK (price_cents >= 0),
        PRIMARY KEY (order_number, position)
    ) STRICT, WITHOUT ROWID""",
    f"""CREATE TABLE changes (
        id INTEGER PRIMARY KEY,
        order_number INTEGER NOT NULL REFERENCES orders (number),
        at TEXT NOT NULL CHECK (at {TIME}),
        was TEXT CHECK (was IN {STATUSES}),
        status TEXT NOT NULL CHECK (status IN {STATUSES}),
        who TEXT NOT NULL
    ) STRICT""",
    f"""CREATE TABLE sold_out (
        id INTEGER PRIMARY KEY,
        drink TEXT NOT NULL,
        since TEXT NOT NULL CHECK (since {TIME}),
        who TEXT NOT NULL,
        ended TEXT CHECK (ended {TIME}),
        ended_by TEXT CHECK ((ended_by IS NULL) = (ended IS NULL))
    ) STRICT""",
    f"""CREATE TABLE pauses (
        id INTEGER PRIMARY KEY,
        since TEXT NOT NULL CHECK (since {TIME}),
        until TEXT CHECK (until {TIME}),
        who TEXT NOT NULL,
        ended TEXT CHECK (ended {TIME}),
        ended_by TEXT CHECK ((ended_by IS NULL) = (ended IS NULL))
    ) STRICT""",
    """CREATE TABLE facts (
        key TEXT PRIMARY KEY,
        value ANY NOT NULL CHECK (key <> 'revision' OR (typeof(value) = 'integer' AND value >= 0))
    ) STRICT, WITHOUT ROWID""",
    f"CREATE INDEX orders_open ON orders (number) WHERE {OPEN}",
    f"CREATE INDEX orders_closed ON orders (changed_at) WHERE NOT {OPEN}",
    "CREATE INDEX changes_of_order ON changes (order_number)",
    "CREATE UNIQUE INDEX sold_out_now ON sold_out (drink) WHERE ended IS NULL",
    "CREATE UNIQUE INDEX pause_now ON pauses (ended IS NULL) WHERE ended IS NULL",
)

migrations = Migrations("kiosk")


@migrations()
def first_night(db: Database) -> None:
    """Make the tables of the first night, and give the books their name."""
    for statement in FIRST_NIGHT:
        db.execute(statement)
    db.execute("INSERT INTO facts (key, value) VALUES ('books', ?), ('revision', 0)", [uuid4().hex[:12]])


@migrations()
def wishes(db: Database) -> None:
    """Make room for what was wished with a drink: a JSON list of texts."""
    db.execute("ALTER TABLE lines ADD COLUMN notes TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(notes))")


@migrations()
def promises(db: Database) -> None:
    """Make room for the wait that a guest was told, in seconds from placing; none for orders of before."""
    db.execute("ALTER TABLE orders ADD COLUMN promised_s INTEGER CHECK (promised_s > 0)")


CLOSED = "('collected', 'refused', 'cancelled', 'uncollected')"
COUNTS_OF_NIGHTS = (
    # What is left of a night once its single orders are forgotten: how many of each drink, by how it ended.
    f"""CREATE TABLE night_drinks (
        night TEXT NOT NULL CHECK (night GLOB '????-??-??'),
        drink TEXT NOT NULL,
        ended TEXT NOT NULL CHECK (ended IN {CLOSED}),
        quantity INTEGER NOT NULL CHECK (quantity > 0),
        cents INTEGER NOT NULL CHECK (cents >= 0),
        PRIMARY KEY (night, drink, ended)
    ) STRICT, WITHOUT ROWID""",
    # And how many orders in each half hour (of their placing), with how long guests waited until they were called.
    f"""CREATE TABLE night_halves (
        night TEXT NOT NULL CHECK (night GLOB '????-??-??'),
        half_at TEXT NOT NULL CHECK (half_at {TIME}),
        ended TEXT NOT NULL CHECK (ended IN {CLOSED}),
        orders INTEGER NOT NULL CHECK (orders > 0),
        drinks INTEGER NOT NULL CHECK (drinks >= 0),
        cents INTEGER NOT NULL CHECK (cents >= 0),
        called INTEGER NOT NULL CHECK (called BETWEEN 0 AND orders),
        wait_s INTEGER NOT NULL CHECK (wait_s >= 0),
        longest_s INTEGER NOT NULL CHECK (longest_s >= 0),
        PRIMARY KEY (night, half_at, ended)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX orders_of_night ON orders (night)",
)


@migrations()
def counts_of_nights(db: Database) -> None:
    """Make room for what a night comes to when its single orders are forgotten."""
    for statement in COUNTS_OF_NIGHTS:
        db.execute(statement)


FROM_THE_BAR = (
    "ALTER TABLE sold_out ADD COLUMN remaining INTEGER NOT NULL DEFAULT 0 CHECK (remaining >= 0)",
    "ALTER TABLE sold_out ADD COLUMN night TEXT NOT NULL DEFAULT '' CHECK (night = '' OR night GLOB '????-??-??')",
    "ALTER TABLE sold_out ADD COLUMN counted INTEGER NOT NULL DEFAULT 0 CHECK (counted IN (0, 1))",
    "ALTER TABLE pauses ADD COLUMN reason TEXT NOT NULL DEFAULT ''",
    f"""CREATE TABLE rooms (
        id INTEGER PRIMARY KEY,
        since TEXT NOT NULL CHECK (since {TIME}),
        until TEXT NOT NULL CHECK (until {TIME}),
        seats INTEGER NOT NULL CHECK (seats > 0),
        who TEXT NOT NULL,
        ended TEXT CHECK (ended {TIME}),
        ended_by TEXT CHECK ((ended_by IS NULL) = (ended IS NULL))
    ) STRICT""",
    "CREATE UNIQUE INDEX room_now ON rooms (ended IS NULL) WHERE ended IS NULL",
)


@migrations()
def from_the_bar(db: Database) -> None:
    """Make room for marks that count or end with the night, for a pause's reason, and for the private room."""
    for statement in FROM_THE_BAR:
        db.execute(statement)


CALLED = "SELECT at FROM changes WHERE order_number = number AND changes.status = 'ready' ORDER BY id LIMIT 1"
LONGEST_WAIT_S = 43_200
"""A longer wait than half a night, or one that ends before it began, was measured by a clock that was set meanwhile."""
VIEWS = (
    # One row for each order that is still on record: its half hour of placing, and how long its guest waited until called.
    f"""CREATE VIEW figures_of_orders AS
        WITH called AS (
            SELECT number, night, status, total_cents AS cents, placed_at,
                (SELECT coalesce(sum(quantity), 0) FROM lines WHERE order_number = number) AS drinks,
                CAST(round((julianday(({CALLED})) - julianday(placed_at)) * 86400) AS INTEGER) AS wait_s
            FROM orders
        )
        SELECT number, night, status, drinks, cents,
            substr(placed_at, 1, 14) || iif(substr(placed_at, 15, 2) < '30', '00', '30') || ':00.000000Z' AS half_at,
            iif(wait_s BETWEEN 0 AND {LONGEST_WAIT_S}, wait_s, NULL) AS wait_s
        FROM called""",  # noqa: S608 (constants of the schema)
    # A night is in the orders, in the counts that were kept of it, or in both: so two rows may tell of one half hour.
    """CREATE VIEW figures_of_halves AS
        SELECT night, half_at, ended AS status, orders, drinks, cents, called, wait_s, longest_s, orders AS forgotten
        FROM night_halves
        UNION ALL
        SELECT night, half_at, status, count(*), sum(drinks), sum(cents), count(wait_s),
            coalesce(sum(wait_s), 0), coalesce(max(wait_s), 0), 0
        FROM figures_of_orders GROUP BY night, half_at, status""",
    """CREATE VIEW figures_of_drinks AS
        SELECT night, drink, ended AS status, '' AS name, quantity, cents FROM night_drinks
        UNION ALL
        SELECT night, drink, status, max(name), sum(quantity), sum(quantity * price_cents)
        FROM orders JOIN lines ON order_number = number GROUP BY night, drink, status""",
)


@migrations()
def figures_of_nights(db: Database) -> None:
    """Let a report read a night the same way, whether its single orders are still on record or only counted."""
    for statement in VIEWS:
        db.execute(statement)


MAKING = "('placed', 'acknowledged')"
CALLED_AT_LAST = f"""SELECT iif(changes.status = 'ready', at, NULL) FROM changes WHERE order_number = number
    AND ((changes.status = 'ready' AND was IN {MAKING}) OR (was = 'ready' AND changes.status IN {MAKING}))
    ORDER BY id DESC LIMIT 1"""  # noqa: S608
"""When an order was called ready: at last, if that was taken back in between; and never, if it was taken back for good."""


@migrations()
def calls_taken_back(db: Database) -> None:
    """Let a call that the bartender took back measure no wait: only the call that holds does."""
    for name in ("figures_of_halves", "figures_of_orders"):
        db.execute(f"DROP VIEW {name}")
    for view in VIEWS[:2]:
        db.execute(view.replace(CALLED, CALLED_AT_LAST))
