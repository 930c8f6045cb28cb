"""Sections as Markdown tables, for pages."""

from collections.abc import Iterable

from bot.evaluation.figure import Section


def tables(sections: Iterable[Section], *, depth: int = 3) -> str:
    """A heading and a table for each section that has something to say."""
    return "\n".join(_section(section, depth) for section in sections if section.figures or section.note)


def _section(section: Section, depth: int) -> str:
    lines = [f"{'#' * depth} {section.title}", ""]
    if section.note:
        lines += [section.note, ""]
    if section.figures:
        lines += ["| | figure (95 %) |", "|---|---|"]
        lines += [f"| {_cell(figure.says)} | {_cell(figure.shown)} |" for figure in section.figures]
        lines.append("")
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
