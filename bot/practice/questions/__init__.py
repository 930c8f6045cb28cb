"""Questions that members bring: taken in, graded by the general rubric, told to their author alone."""
