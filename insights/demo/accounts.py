"""One account for each role, public on purpose; the demo is refused with production settings."""

PASSWORD = "qoshqar-muiiz"  # noqa: S105, public: it stands in the README

ACCOUNTS = [  # (role, login)
    ("teacher", "teacher@shamy.example"),
    ("facilitator", "facilitator@shamy.example"),
    ("external facilitator", "external@shamy.example"),
    ("principal", "principal@shamy.example"),
    ("reviewer", "reviewer@shamy.example"),
    ("chief reviewer", "chief@shamy.example"),
    ("organiser", "organiser@shamy.example"),
    ("coordinator", "coordinator@shamy.example"),
    ("observer", "observer@shamy.example"),
]


def lines():
    """What `manage.py demo --accounts` prints, and `make run` at its end."""
    width = max(len(role) for role, _login in ACCOUNTS)
    rows = [f"  {role:<{width}}  {login}" for role, login in ACCOUNTS]
    return "\n".join([f"Demo accounts, all with the password  {PASSWORD}", *rows])
