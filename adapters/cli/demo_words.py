"""What the study room says in the terminal."""

from adapters.cli.called import called

SETTING_UP = "Setting up the study room: a database, a group with four samples, and its first day …"
GOING_ON = "Opening the study room where you left it …"
DATABASE_URL_LEFT_ALONE = "DATABASE_URL is left alone: the study room has a database of its own."
ANOTHER_HOME = "set DEBRIEF_HOME to a folder that has space and is yours"
OPEN_TO_ALL = (
    "Everybody who can reach this machine may come in, as any member: the study room has no sign-in."
)
STOPPED = "Stopped. The room is kept: the next start goes on from here."
STOPPED_EARLY = "Stopped before the room was open. The next start makes up for it."


def say(text: str) -> None:
    print(text, flush=True)


def welcome(url: str, where: str, reads: str) -> str:
    return f"""
  The study room is open:  {url}

  {where}
  {reads}

  Ctrl-C stops it; the next start goes on where you left it.
  `{called()} demo --fresh` begins anew.
"""
