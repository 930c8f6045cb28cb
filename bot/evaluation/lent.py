"""Labels by people of answers that their authors lend, as files of labelled answers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import yaml

from bot.domain.review import crossing
from bot.domain.scenario import Scenario
from bot.evaluation.golden_rules import labelled_against
from bot.evaluation.sets import PERSON, GoldenAnswer, GoldenFile
from bot.evaluation.sets import Label as GoldenLabel
from bot.library.encoding import UNPRINTABLE
from bot.store.labels import Label

WRITTEN_BY = "members who lend their answers"
MOST_IN_FILE = 100_000
"""Bytes of text: a reader takes files of so much and half as much again."""


@dataclass(frozen=True, slots=True)
class Lent:
    files: Mapping[str, GoldenFile]
    """By the name that each should get."""
    labels: int
    partial: int
    """Rulings on some criteria only, as on an appeal: those were picked because somebody disagreed."""
    outdated: int
    """Rulings under a rubric that isn't the library's any more."""


def lent_files(labels: Iterable[Label], scenarios: Mapping[str, Scenario]) -> Lent:
    """Whole labels under today's rubrics. No name and no number of anybody's is in them."""
    whole: dict[str, dict[str, list[Label]]] = defaultdict(lambda: defaultdict(list))
    kept = partial = outdated = 0
    for label in labels:
        scenario = scenarios.get(label.scenario)
        if scenario is None or scenario.digest != label.scenario_hash:
            outdated += 1
        elif not {criterion.id for criterion in scenario.criteria} <= label.levels.keys():
            partial += 1
        else:
            kept += 1
            whole[label.scenario][UNPRINTABLE.sub("", label.text)].append(label)
    files = {
        name: file
        for scenario_id, answers in sorted(whole.items())
        for name, file in _files(scenarios[scenario_id], answers)
    }
    return Lent(files, kept, partial, outdated)


def write_lent(lent: Lent, folder: Path) -> None:
    """So that `debrief eval golden --sets FOLDER` reads them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, file in lent.files.items():
        values = file.model_dump(mode="json")
        text = yaml.dump(values, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
        (folder / name).write_text(text, encoding="utf-8")


def _files(scenario: Scenario, answers: Mapping[str, Sequence[Label]]) -> Iterable[tuple[str, GoldenFile]]:
    raters = sorted({label.rater for labels in answers.values() for label in labels})
    for number, part in enumerate(_parts(answers), start=1):
        name = f"{scenario.id}.yaml" if number == 1 else f"{scenario.id}-{number}.yaml"
        yield (
            name,
            GoldenFile(
                format=1,
                scenario=scenario.id,
                rubric=labelled_against(scenario),
                written_by=WRITTEN_BY,
                labelled_by=tuple(f"{PERSON}, reviewer {rater}" for rater in raters),
                answers=tuple(_answer(scenario, text, answers[text], raters) for text in part),
            ),
        )


def _parts(texts: Iterable[str]) -> Iterable[list[str]]:
    part: list[str] = []
    size = 0
    for text in texts:
        bytes_of_it = len(text.encode())
        if part and size + bytes_of_it > MOST_IN_FILE:
            yield part
            part, size = [], 0
        part.append(text)
        size += bytes_of_it
    if part:
        yield part


def _answer(scenario: Scenario, text: str, labels: Sequence[Label], raters: Sequence[int]) -> GoldenAnswer:
    by_rater = {label.rater: label for label in labels}  # one text given twice: a rater's later word stands
    return GoldenAnswer(
        id=f"lent-{sha256(text.encode()).hexdigest()[:12]}",
        kind="lent",
        text=text,
        labels=tuple(
            GoldenLabel(
                rater=raters.index(rater) + 1,
                levels={criterion.id: label.levels[criterion.id] for criterion in scenario.criteria},
                red_lines=tuple(r.id for r in scenario.red_lines if label.levels.get(crossing(r.id))),
            )
            for rater, label in sorted(by_rater.items())
        ),
    )


class _Dumper(yaml.SafeDumper):
    """Texts as blocks, and no aliases: the reader takes none."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def _block(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _block)
