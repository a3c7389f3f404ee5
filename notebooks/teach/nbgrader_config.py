"""Settings of the nbgrader course in this folder; run nbgrader's commands from here."""

from pathlib import Path

from nbconvert.preprocessors import ClearMetadataPreprocessor
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearOutput,
    DeduplicateIds,
    Execute,
    IgnorePattern,
    LimitOutput,
    OverwriteCells,
    OverwriteKernelspec,
    SaveAutoGrades,
)

from framing.teach.mark_answers import MarkAnswers
from framing.teach.mend_submission import MendSubmission

c = get_config()  # type: ignore[name-defined]  # noqa: F821 - traitlets puts it there

c.CourseDirectory.course_id = "framing"
c.Autograde.sanitize_preprocessors = [
    MendSubmission,
    ClearOutput,
    DeduplicateIds,
    OverwriteKernelspec,
    OverwriteCells,
    CheckCellMetadata,
]
# Read before any pupil's code runs; what such code does to the file later changes no mark of this run.
MarkAnswers.read_truth(Path("source/naming/mentions.csv"))
c.Autograde.autograde_preprocessors = [
    Execute,
    MarkAnswers,
    IgnorePattern,
    ClearMetadataPreprocessor,
    LimitOutput,
    SaveAutoGrades,
    AssignLatePenalties,
    CheckCellMetadata,
]
c.ClearSolutions.code_stub = {
    "python": '# your code here\nraise NotImplementedError("replace this line by your answer")'
}
c.ClearSolutions.text_stub = "YOUR ANSWER HERE"
c.Execute.timeout = 120
