"""The words of the model card that no measurement changes."""

HEAD = """\
# Model card: who grades, and how well

Written by `debrief model-card` from measurements; a change by hand is lost with the next one. How the \
figures come about, and how to measure anew, stands in [Measure the grader](how-to/measure-the-grader.md).
"""

PURPOSE = """\
## What it is for

Feedback to a member of a study group on a practice answer of some 150 to 600 words: what was found in it, \
criterion by criterion, with the member's own words quoted; what is missing; and the verdict that a hiring \
committee might reach on it. In the group it moves points and boards.

## What it must not be used for

- **Not for hiring**, admission, promotion, marks, or any decision about a person. It was never measured for \
that, and nobody agreed to it.
- Not as a judgement of a person, of their English, or of how they write: it reads one answer to one question.
- Not for languages, scenarios or rubrics other than those measured below. A question that somebody brings \
is read by a general rubric; nothing here speaks of that.
- Not to compare groups, or members of different groups.
- Not without appeal: every criterion can be appealed, and a person's ruling outranks every grader.
"""

LIMITS = """\
## Limits of these figures

- They hold for answers like those measured, and say nothing of others. The answers were made to order, each \
of a kind; members write otherwise.
- Intervals come from drawing the answers again, 2,000 times, with the scenarios as they are: between other \
scenarios figures would differ more than the intervals say. Shares have Wilson's intervals, or an exact \
upper bound.
- κ is quadratic weighted kappa: 1 is agreement, 0 is chance. That two graders are mostly at most one level \
apart proves nothing: a grader that only counts words manages that too.
- Whether a grader is fair to groups of people was not measured. No label says who wrote.
- An attack that is in no family here may well work.
"""

NO_PEOPLE = """\
**No human agreement measured.** No person has labelled any of these answers. Every figure of agreement \
below is agreement with the labels of whoever is named here. How far the graders agree with people is \
unknown, and no number from elsewhere stands in for it.
"""

AMONG_THEMSELVES = """\
That these raters agree with each other, and how far, says nothing of people: they are of one kind, and the \
answers were written to order, so that their levels are plainer to see than a member's would be.
"""

UNMEASURED_MODEL = """\
## The model grader

**Not measured**: no run of a model is on file. Until one is, its verdicts carry "not calibrated", no \
interval, and no claim. With a key in place,

```sh
debrief eval golden --live --out golden.json
debrief eval attacks --live --out attacks.json
debrief eval stability --live --out stability.json
debrief model-card --results golden.json --results attacks.json --results stability.json
```

measures it and adds its figures here. What its defences hold off when the model itself obeys an attacker is \
tested without one: `tests/eval/test_attack_pairs.py`.
"""

OUTDATED = "Measured under rubrics that have changed since:"
OF_THE_CHECK = """\
It was not tuned on these answers. Figures on an older, smaller set, and what it can't see, stand in \
[What the automatic check sees](explanation/offline-checker.md).\
"""

NO_STABILITY = "Repeatability: not measured, so that no interval is shown with a verdict."
NO_ATTACKS = "Attacks: not measured."
NO_GOLDEN = "Agreement with labels: not measured."
NO_PRACTICE = "Overturned appeals and regret: no group's figures are given here."
