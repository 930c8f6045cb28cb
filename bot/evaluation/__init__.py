"""How good the grader is: labelled answers, attacks, repeats; measured with intervals, never guessed."""
