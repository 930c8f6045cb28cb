"""A pack of twenty files with one mistake each, no two of a kind; and what a person is told of each."""

from collections.abc import Callable

from bot.domain.pack import PackFile
from tests.fakes.own_pack import own_text

Edit = Callable[[str], str]


def swap(right: str, wrong: str) -> Edit:
    def edit(text: str) -> str:
        assert text.count(right) == 1, f"{right!r} is not in the example exactly once"
        return text.replace(right, wrong)

    return edit


def cut_after(words: int, block: str) -> Edit:
    """Nothing but so many words of a block of text."""

    def edit(text: str) -> str:
        before, _, rest = text.partition(block)
        body, end, after = rest.partition("\n\nwarm_up:")
        return f"{before}{block}  {' '.join(body.split()[:words])}{end}{after}"

    return edit


MISTAKES: tuple[tuple[str, Edit], ...] = (
    ("ant-hill", swap("\ntrack: incident\n", "\ntrack: accident\n")),
    ("bee-line", swap("\nwarm_up:", "\nwarmup:")),
    ("cat-walk", swap("\nminutes: 15\n", "\n")),
    ("dog-days", swap("\ndifficulty: 1\n", "\ndifficulty: easy\n")),
    ("elk-horn", swap("title: What the accuracy hides", "title: What: the accuracy hides")),
    ("fox-hole", swap('    cap: "no"\n', "    cap: no\n")),
    (
        "gnu-step",
        swap("  - id: flood\n    criterion: contain\n", "  - id: flood\n    criterion: container\n"),
    ),
    ("hen-coop", swap("  - id: hoax\n", "  - id: flood\n")),
    ("ibex-run", swap("trust: 2}\n    red_lines: [average]", "trust: 2}\n    red_lines: [averages]")),
    ("jay-bird", swap("{contain: 3, asymmetry: 3, evidence: 3,", "{contain: 3, asymmetry: 3,")),
    (
        "koi-pond",
        swap(
            "{contain: 3, asymmetry: 3, evidence: 3, people: 3, trust: 3}",
            "{contain: 2, asymmetry: 0, evidence: 1, people: 1, trust: 2}",
        ),
    ),
    ("lamb-wool", cut_after(60, "prompt: |\n")),
    ("mole-rat", swap("words: {least: 130, most: 300}", "words: {least: 300, most: 130}")),
    ("newt-pool", swap("\nindustry: social housing\n", "\n\tindustry: social housing\n")),
    ("owl-tower", swap('stop sorting if…"\n', "stop sorting if…\n")),
    ("pig-iron", swap("\nid: pig-iron\n", "\nid: Pig Iron\n")),
    (
        "quail-egg",
        swap(
            "          - mistake* | error* | wrong | harm* | risk*\n",
            "          - mistake* | | wrong | harm* | risk*\n",
        ),
    ),
    (
        "ram-horn",
        swap("  - How long would it take to read everything that lies in pile two now?\n", ""),
    ),
    ("seal-skin", swap("format: 1\n", "format: 2\n")),
    ("the-hailstorm", swap("title: The hailstorm", "title: Our own hailstorm")),
)


def mistaken_pack() -> list[PackFile]:
    return [PackFile(f"{name}.yaml", edit(own_text(name)).encode()) for name, edit in MISTAKES]
