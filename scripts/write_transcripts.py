"""Write docs/transcripts: whole mock rounds, played by sample candidates through the real interviewer."""

import asyncio
from pathlib import Path

from scripts.transcripts.page import page_of
from scripts.transcripts.played import played, read_scripts

PAGES = Path(__file__).parent.parent / "docs/transcripts"


async def pages() -> dict[str, str]:
    """Each file's name and text."""
    rounds = [(script, await played(script)) for script in read_scripts()]
    return {f"{script.scenario}.md": page_of(script, it) for script, it in rounds}


def main() -> None:
    PAGES.mkdir(exist_ok=True)
    for name, text in asyncio.run(pages()).items():
        (PAGES / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
