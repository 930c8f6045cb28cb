"""The scenario library: reading its files, judging them, and handing them out.

- `encoding`, `syntax`, `document`: bytes to plain values, with the line that each came from
- `read`, `explain`: a file to a scenario, or to the problems in it, in an author's words
- `lint` with `rules`, `cue_rules`, `cue_language`, `pack`: what no single field can check
- `layout`: prose, lists and tables in a prompt
- `fields`, `meanings`, `schema`: every field with its limits and its purpose
- `library`: the scenarios that the rest of Debrief asks for
- `own_question`: the general rubric, for a question that somebody brings
"""
