"""How this command is to be typed here: a checkout's own isn't on the PATH."""

import os
import shutil
import sys
from pathlib import Path

NAME = "debrief"


def called() -> str:
    """`debrief` where a shell finds this very command by that name, else the path to it."""
    run = Path(sys.argv[0])
    if run.name != NAME or not run.is_file():
        return NAME
    found = shutil.which(NAME)
    if found and Path(found).resolve() == run.resolve():
        return NAME
    here = Path(os.path.relpath(run.absolute()))
    return str(run if ".." in here.parts else here)
